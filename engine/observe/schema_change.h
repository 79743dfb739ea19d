// A table's schema as somebody saw it at one moment, and what changed between two such sights.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/kernel/source.h"

namespace nightshift {

struct ObservedColumn {
  std::string name;
  std::string type;  // as the source declares it: "int", "varchar(20)"
  bool nullable = true;
  std::int64_t key_position = 0;  // its place in the primary key, from 1; 0: not part of it

  friend bool operator==(const ObservedColumn&, const ObservedColumn&) = default;
};

struct ObservedSchema {
  std::vector<ObservedColumn> columns;  // in the table's order

  friend bool operator==(const ObservedSchema&, const ObservedSchema&) = default;
};

// What a source says of itself, in these terms. Its key's columns come in the table's order.
ObservedSchema observed_schema(const SourceSchema& schema);

// The column `name`, compared as SQL does; nullptr where there is none.
const ObservedColumn* find_column(const ObservedSchema& schema, std::string_view name);

// The names of the primary key's columns in the key's order.
std::vector<std::string> primary_key(const ObservedSchema& schema);

// How much a change costs those who read the table and name its columns: a patch nothing, a minor
// nothing today, a major breaks them or changes what they read.
enum class ChangeClass { kPatch, kMinor, kMajor };

std::string_view change_class_text(ChangeClass change_class);  // "patch", "minor", "major"

enum class ChangeKind {
  kAdded,       // minor
  kDropped,     // major; also the old half of a rename
  kWidened,     // minor: every old value still fits
  kRetyped,     // major
  kRelaxed,     // major: NULL may come now
  kTightened,   // minor: NULL comes no more
  kKeyChanged,  // major; concerns the whole table
  kReordered,   // patch for whoever names columns
};

struct ObservedChange {
  ChangeKind kind = ChangeKind::kAdded;
  ChangeClass change_class = ChangeClass::kPatch;
  std::string column;            // empty where the whole table is meant
  std::string probably_renamed;  // of kDropped: the new name; of kAdded: the old one; else empty
  std::string say;               // one sentence for a person

  friend bool operator==(const ObservedChange&, const ObservedChange&) = default;
};

// What happened between the two, in this order: dropped, added, changed columns, key, order of
// columns. A schema holds no history, so a rename is seen as a drop and an addition; where exactly
// these two agree in type and place, each names the other as the probable rename.
std::vector<ObservedChange> schema_changes(const ObservedSchema& before,
                                           const ObservedSchema& after);

// The heaviest class; patch where there are no changes.
ChangeClass worst_class(std::span<const ObservedChange> changes);

}  // namespace nightshift
