#include "grader/judge/settle.h"

#include <string>
#include <utility>
#include <vector>

namespace nightshift {
namespace {

constexpr std::uint64_t kRemakesMax = 24;  // for a whole database

// What SQLite takes of the data; `refused` hears what it did not.
TinyData settled(ScratchDatabase& database, const DataMaker& maker, TinyData data,
                 std::vector<std::string>* refused) {
  for (std::uint64_t attempt = 0;; ++attempt) {
    const auto violation = database.fill(data.tables);
    if (!violation) return data;
    if (refused != nullptr) (*refused)[violation->table] = violation->message;
    if (attempt < kRemakesMax) {
      maker.remake_row(data, violation->table, violation->row, attempt);
    } else {
      drop_row(maker.rules(), data, violation->table, violation->row);
    }
  }
}

bool has_enough_rows(const DataMaker& maker, const TinyData& data) {
  const std::vector<TableRule>& rules = maker.rules().constraints.tables;
  for (std::size_t t = 0; t < rules.size(); ++t) {
    if (data.tables[t].size() < rules[t].rows_min) return false;
  }
  return true;
}

Error unmeetable(const DataMaker& maker, std::size_t table, const std::string& refused) {
  const std::string& name = maker.rules().schema.tables[table].name;
  const std::string why =
      refused.empty() ? std::string("keys and references leave no room") : refused;
  return {.whose = Whose::kAuthor,
          .code = "judge.unmeetable",
          .message = "No rows were found that " + name + " may have: " + why + ".",
          .remedy = "Look at this table's constraints: do two of them contradict each other?",
          .where = {}};
}

}  // namespace

Result<void> add_checks(ScratchDatabase& database, const Constraints& constraints) {
  for (std::size_t t = 0; t < constraints.tables.size(); ++t) {
    for (const std::string& check : constraints.tables[t].checks) {
      NIGHTSHIFT_TRY(database.add_check(t, check));
    }
  }
  return {};
}

std::optional<TinyData> make_legal(ScratchDatabase& database, const DataMaker& maker,
                                   std::uint64_t number) {
  TinyData data = settled(database, maker, maker.make(number), nullptr);
  if (!has_enough_rows(maker, data)) return std::nullopt;
  return data;
}

Result<void> check_meetable(ScratchDatabase& database, const DataMaker& maker,
                            std::uint64_t tries) {
  const std::vector<TableRule>& rules = maker.rules().constraints.tables;
  std::vector<std::size_t> most(rules.size());
  std::vector<std::string> refused(rules.size());
  for (std::uint64_t number = 0; number < tries; ++number) {
    const TinyData data = settled(database, maker, maker.make(number), &refused);
    for (std::size_t t = 0; t < most.size(); ++t) {
      most[t] = std::max(most[t], data.tables[t].size());
    }
  }
  for (std::size_t t = 0; t < most.size(); ++t) {
    const bool may_be_empty = rules[t].rows_max && *rules[t].rows_max == 0;
    const bool wants_rows = maker.pools().tables[t] && !may_be_empty;
    const std::size_t wanted = std::max<std::size_t>(rules[t].rows_min, wants_rows ? 1 : 0);
    if (most[t] < wanted) return fail(unmeetable(maker, t, refused[t]));
  }
  return {};
}

}  // namespace nightshift
