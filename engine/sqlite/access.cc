#include "engine/sqlite/access.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <sqlite3.h>

namespace nightshift {
namespace {

struct ActionName {
  int action;
  std::string_view text;
  bool second_is_object;  // the name that a person would use comes second
};

constexpr std::array kActionNames = {
    ActionName{SQLITE_INSERT, "INSERT", false},
    ActionName{SQLITE_UPDATE, "UPDATE", false},
    ActionName{SQLITE_DELETE, "DELETE", false},
    ActionName{SQLITE_CREATE_INDEX, "CREATE INDEX", false},
    ActionName{SQLITE_CREATE_TABLE, "CREATE TABLE", false},
    ActionName{SQLITE_CREATE_TEMP_INDEX, "CREATE INDEX", false},
    ActionName{SQLITE_CREATE_TEMP_TABLE, "CREATE TEMP TABLE", false},
    ActionName{SQLITE_CREATE_TEMP_TRIGGER, "CREATE TEMP TRIGGER", false},
    ActionName{SQLITE_CREATE_TEMP_VIEW, "CREATE TEMP VIEW", false},
    ActionName{SQLITE_CREATE_TRIGGER, "CREATE TRIGGER", false},
    ActionName{SQLITE_CREATE_VIEW, "CREATE VIEW", false},
    ActionName{SQLITE_CREATE_VTABLE, "CREATE VIRTUAL TABLE", false},
    ActionName{SQLITE_DROP_INDEX, "DROP INDEX", false},
    ActionName{SQLITE_DROP_TABLE, "DROP TABLE", false},
    ActionName{SQLITE_DROP_TRIGGER, "DROP TRIGGER", false},
    ActionName{SQLITE_DROP_VIEW, "DROP VIEW", false},
    ActionName{SQLITE_DROP_VTABLE, "DROP TABLE", false},
    ActionName{SQLITE_ALTER_TABLE, "ALTER TABLE", true},
    ActionName{SQLITE_PRAGMA, "PRAGMA", false},
    ActionName{SQLITE_ATTACH, "ATTACH", false},
    ActionName{SQLITE_DETACH, "DETACH", false},
    ActionName{SQLITE_REINDEX, "REINDEX", false},
    ActionName{SQLITE_ANALYZE, "ANALYZE", false},
    ActionName{SQLITE_SAVEPOINT, "SAVEPOINT", true},
};

// Their work is neither seen by the step counter nor bounded by their arguments' length alone.
constexpr std::array<std::string_view, 2> kDeniedFunctions = {"json_patch", "jsonb_patch"};

std::string name_or_empty(const char* name) { return name == nullptr ? std::string() : name; }

bool is_allowed(Access access, int action, const char* second) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
      return true;
    case SQLITE_FUNCTION:
      return std::find(kDeniedFunctions.begin(), kDeniedFunctions.end(), name_or_empty(second)) ==
             kDeniedFunctions.end();
    case SQLITE_INSERT:
      return access == Access::kInsert;
    default:
      return false;
  }
}

}  // namespace

std::optional<DeniedAction> denied_action(Access access, int action, const char* first,
                                          const char* second) {
  if (access == Access::kAll || is_allowed(access, action, second)) return std::nullopt;
  if (action == SQLITE_FUNCTION) return DeniedAction{name_or_empty(second) + "()", ""};
  // A transaction's action is its own keyword: BEGIN, COMMIT, ROLLBACK.
  if (action == SQLITE_TRANSACTION) return DeniedAction{name_or_empty(first), ""};
  for (const ActionName& name : kActionNames) {
    if (name.action != action) continue;
    return DeniedAction{std::string(name.text),
                        name_or_empty(name.second_is_object ? second : first)};
  }
  return DeniedAction{"This", ""};
}

}  // namespace nightshift
