#include "engine/observe/schema_change.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/observe/declared_type.h"
#include "engine/table/cell.h"

namespace nightshift {
namespace {

std::string column_words(const ObservedColumn& column) {
  return column.name + " (" + column.type + (column.nullable ? ", nullable)" : ", not null)");
}

// A column that is gone and one that is new, in one place and of one type.
struct Rename {
  const ObservedColumn* before;
  const ObservedColumn* after;
};

std::vector<Rename> probable_renames(const ObservedSchema& before, const ObservedSchema& after) {
  std::vector<Rename> renames;
  const std::size_t count = std::min(before.columns.size(), after.columns.size());
  for (std::size_t i = 0; i < count; ++i) {
    const ObservedColumn& old_column = before.columns[i];
    const ObservedColumn& new_column = after.columns[i];
    const bool gone = find_column(after, old_column.name) == nullptr;
    const bool fresh = find_column(before, new_column.name) == nullptr;
    const bool alike = type_relation(old_column.type, new_column.type) == TypeRelation::kSame;
    if (gone && fresh && alike) renames.push_back({&old_column, &new_column});
  }
  return renames;
}

ObservedChange dropped(const ObservedColumn& column, const std::vector<Rename>& renames) {
  ObservedChange change = {.kind = ChangeKind::kDropped,
                           .change_class = ChangeClass::kMajor,
                           .column = column.name,
                           .say = "the column " + column.name + " is gone"};
  for (const Rename& rename : renames) {
    if (rename.before != &column) continue;
    change.probably_renamed = rename.after->name;
    change.say += "; " + rename.after->name + " stands in its place, probably its new name";
  }
  return change;
}

ObservedChange added(const ObservedColumn& column, const std::vector<Rename>& renames) {
  ObservedChange change = {.kind = ChangeKind::kAdded,
                           .change_class = ChangeClass::kMinor,
                           .column = column.name,
                           .say = "the column " + column_words(column) + " is new"};
  for (const Rename& rename : renames) {
    if (rename.after == &column) change.probably_renamed = rename.before->name;
  }
  return change;
}

std::optional<ObservedChange> retyped(const ObservedColumn& before, const ObservedColumn& after) {
  const TypeRelation relation = type_relation(before.type, after.type);
  if (relation == TypeRelation::kSame) return std::nullopt;
  const bool wider = relation == TypeRelation::kWider;
  return ObservedChange{
      .kind = wider ? ChangeKind::kWidened : ChangeKind::kRetyped,
      .change_class = wider ? ChangeClass::kMinor : ChangeClass::kMajor,
      .column = after.name,
      .say = "the type of " + after.name + " went from " + before.type + " to " + after.type};
}

std::optional<ObservedChange> nullability(const ObservedColumn& before,
                                          const ObservedColumn& after) {
  if (before.nullable == after.nullable) return std::nullopt;
  return ObservedChange{
      .kind = after.nullable ? ChangeKind::kRelaxed : ChangeKind::kTightened,
      .change_class = after.nullable ? ChangeClass::kMajor : ChangeClass::kMinor,
      .column = after.name,
      .say = after.name + (after.nullable ? " may be NULL now" : " is never NULL any more")};
}

std::string words_of_key(const std::vector<std::string>& key) {
  return key.empty() ? "nothing" : joined(key, ", ");
}

bool same_names(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const std::string& a, const std::string& b) { return same_name(a, b); });
}

// The key's columns, each under the name that it has now.
std::vector<std::string> renamed_key(const ObservedSchema& before,
                                     const std::vector<Rename>& renames) {
  std::vector<std::string> key = primary_key(before);
  for (std::string& name : key) {
    for (const Rename& rename : renames) {
      if (same_name(rename.before->name, name)) name = rename.after->name;
    }
  }
  return key;
}

std::vector<std::string> names_in_both(const ObservedSchema& schema, const ObservedSchema& other) {
  std::vector<std::string> names;
  for (const ObservedColumn& column : schema.columns) {
    if (find_column(other, column.name) != nullptr) names.push_back(column.name);
  }
  return names;
}

}  // namespace

ObservedSchema observed_schema(const SourceSchema& schema) {
  ObservedSchema observed;
  std::int64_t key_size = 0;
  for (const SourceColumn& column : schema.columns) {
    observed.columns.push_back({.name = column.name,
                                .type = std::string(column_type_text(column.type)),
                                .nullable = column.nullable,
                                .key_position = column.primary_key ? ++key_size : 0});
  }
  return observed;
}

const ObservedColumn* find_column(const ObservedSchema& schema, std::string_view name) {
  for (const ObservedColumn& column : schema.columns) {
    if (same_name(column.name, name)) return &column;
  }
  return nullptr;
}

std::vector<std::string> primary_key(const ObservedSchema& schema) {
  std::vector<const ObservedColumn*> members;
  for (const ObservedColumn& column : schema.columns) {
    if (column.key_position > 0) members.push_back(&column);
  }
  std::stable_sort(members.begin(), members.end(), [](const auto* left, const auto* right) {
    return left->key_position < right->key_position;
  });
  std::vector<std::string> names;
  names.reserve(members.size());
  for (const ObservedColumn* member : members) names.push_back(member->name);
  return names;
}

std::string_view change_class_text(ChangeClass change_class) {
  switch (change_class) {
    case ChangeClass::kPatch:
      return "patch";
    case ChangeClass::kMinor:
      return "minor";
    case ChangeClass::kMajor:
      return "major";
  }
  return {};
}

std::vector<ObservedChange> schema_changes(const ObservedSchema& before,
                                           const ObservedSchema& after) {
  const std::vector<Rename> renames = probable_renames(before, after);
  std::vector<ObservedChange> changes;
  for (const ObservedColumn& column : before.columns) {
    if (find_column(after, column.name) == nullptr) changes.push_back(dropped(column, renames));
  }
  for (const ObservedColumn& column : after.columns) {
    if (find_column(before, column.name) == nullptr) changes.push_back(added(column, renames));
  }
  for (const ObservedColumn& column : after.columns) {
    const ObservedColumn* old_column = find_column(before, column.name);
    if (old_column == nullptr) continue;
    if (auto change = retyped(*old_column, column)) changes.push_back(std::move(*change));
    if (auto change = nullability(*old_column, column)) changes.push_back(std::move(*change));
  }
  const std::vector<std::string> key = primary_key(after);
  if (!same_names(renamed_key(before, renames), key)) {
    changes.push_back({.kind = ChangeKind::kKeyChanged,
                       .change_class = ChangeClass::kMajor,
                       .say = "the primary key went from " + words_of_key(primary_key(before)) +
                              " to " + words_of_key(key)});
  }
  if (!same_names(names_in_both(before, after), names_in_both(after, before))) {
    changes.push_back({.kind = ChangeKind::kReordered,
                       .change_class = ChangeClass::kPatch,
                       .say = "the columns stand in another order"});
  }
  return changes;
}

ChangeClass worst_class(std::span<const ObservedChange> changes) {
  ChangeClass worst = ChangeClass::kPatch;
  for (const ObservedChange& change : changes) worst = std::max(worst, change.change_class);
  return worst;
}

}  // namespace nightshift
