// Which columns of one FROM a name may mean. What a table of FROM is, its reader decides: it has a
// `name`, and a `relation` with `columns` (each with a `name`) that are all there is where it is
// `known`.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/sql/syntax_leaf.h"

namespace nightshift {

// A column of a FROM: its table there, and its place in that.
struct PlaceInFrom {
  std::size_t source = 0;
  std::size_t column = 0;

  bool operator==(const PlaceInFrom&) const = default;
};

struct NameMatches {
  std::vector<PlaceInFrom> columns;  // from left to right; the first one of each table
  std::vector<std::size_t> perhaps;  // tables that may have it: not known, or it names the row
  bool names_source = false;         // x.y, and there is a table x
};

// The words under which SQLite knows a row's number, where no column is called so.
inline bool is_rowid(std::string_view name) {
  return same_name(name, "rowid") || same_name(name, "oid") || same_name(name, "_rowid_");
}

template <typename Sources>
NameMatches matches_of(const Sources& sources, const ColumnExpr& name) {
  NameMatches matches;
  for (std::size_t s = 0; s < sources.size(); ++s) {
    const auto& source = sources[s];
    if (!name.table.empty() && !same_name(name.table, source.name)) continue;
    matches.names_source = matches.names_source || !name.table.empty();
    const auto& columns = source.relation.columns;
    std::size_t c = 0;
    while (c < columns.size() && !same_name(columns[c].name, name.column)) ++c;
    if (c < columns.size()) {
      matches.columns.push_back({.source = s, .column = c});
    } else if (!source.relation.known || is_rowid(name.column)) {
      matches.perhaps.push_back(s);
    }
  }
  return matches;
}

}  // namespace nightshift
