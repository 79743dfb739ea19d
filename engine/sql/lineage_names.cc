// Names: the tables of FROM first, from the innermost query outwards, then aliases of that query's
// select list. How SQLite does it: https://www.sqlite.org/lang_select.html, and its resolve.c.

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/sql/lineage_reader.h"

namespace nightshift {
namespace {

bool contains(const std::vector<PlaceInFrom>& columns, const PlaceInFrom& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

std::string written(const ColumnExpr& name) {
  std::string text = name.schema.empty() ? "" : name.schema + ".";
  if (!name.table.empty()) text += name.table + ".";
  return text + name.column;
}

// The columns that may have been meant: those of the table that is named, else all that are around.
std::vector<std::string> columns_around(const ColumnExpr& name, const FlowScope* scope) {
  std::vector<std::string> known;
  const auto add = [&](const FlowSource& source) {
    for (const ColumnFlow& column : source.relation.columns) {
      known.push_back(name.table.empty() ? column.name : name.table + "." + column.name);
    }
  };
  for (const FlowScope* at = scope; at != nullptr; at = at->outer) {
    for (const FlowSource& source : at->sources) {
      if (name.table.empty() || same_name(name.table, source.name)) add(source);
    }
    for (const ColumnFlow& alias : at->aliases) {
      if (name.table.empty()) known.push_back(alias.name);
    }
  }
  return known;
}

std::vector<std::string> tables_around(const FlowScope* scope) {
  std::vector<std::string> known;
  for (const FlowScope* at = scope; at != nullptr; at = at->outer) {
    for (const FlowSource& source : at->sources) known.push_back(source.name);
  }
  return known;
}

bool is_source(const std::string& table, const FlowScope* scope) {
  for (const FlowScope* at = scope; at != nullptr; at = at->outer) {
    for (const FlowSource& source : at->sources) {
      if (same_name(source.name, table)) return true;
    }
  }
  return false;
}

}  // namespace

LineageFlow LineageReader::column_at(const FlowScope& scope, const PlaceInFrom& place) const {
  LineageFlow flow = scope.sources[place.source].relation.columns[place.column].flow;
  const bool is_bare =
      !scope.extreme.is_empty() && scope.settled == 0 && !contains(scope.group_columns, place);
  if (is_bare) flow.add(scope.extreme);
  return flow;
}

// RIGHT JOIN takes the right side's value, FULL JOIN the first that is not NULL.
LineageFlow LineageReader::merged_at(const FlowScope& scope, const MergedColumn& merged) const {
  LineageFlow flow;
  for (const PlaceInFrom& part : merged.parts) flow.add(column_at(scope, part));
  return merged.parts.size() > 1 ? flow.through(LineageKind::kTransformation) : flow;
}

// In one query alone. `perhaps` gets the tables that may have it, too.
std::optional<LineageFlow> LineageReader::find_here(const ColumnExpr& name, const Span& place,
                                                    FlowScope& scope,
                                                    std::vector<const RelationFlow*>& perhaps) {
  const NameMatches matches = matches_of(scope.sources, name);
  if (!matches.columns.empty()) {
    const PlaceInFrom& first = matches.columns.front();
    for (const MergedColumn& merged : scope.merged) {
      const bool is_meant =
          name.table.empty() && same_name(merged.name, name.column) &&
          std::all_of(matches.columns.begin(), matches.columns.end(),
                      [&](const PlaceInFrom& each) { return contains(merged.joined, each); });
      if (is_meant) return merged_at(scope, merged);
    }
    if (matches.columns.size() > 1) {
      unresolved(UnresolvedKind::kAmbiguous, place, written(name));
      return LineageFlow::unknown();
    }
    return column_at(scope, first);
  }
  std::vector<std::uint32_t> rowids;
  for (const std::size_t source : matches.perhaps) {
    const RelationFlow& relation = scope.sources[source].relation;
    if (!relation.known) perhaps.push_back(&relation);
    if (relation.known && relation.rowid) rowids.push_back(*relation.rowid);
  }
  const bool is_one_row = !name.table.empty() || scope.sources.size() == 1;
  if (is_one_row && rowids.size() == 1) return LineageFlow::of_column(rowids.front());
  for (const ColumnFlow& alias : scope.aliases) {
    const bool is_meant = name.table.empty() && same_name(alias.name, name.column);
    if (is_meant) return alias.flow;
  }
  return std::nullopt;
}

LineageFlow LineageReader::name(const ColumnExpr& name, const Span& place, FlowScope* scope) {
  std::vector<const RelationFlow*> perhaps;
  std::optional<LineageFlow> found;
  for (FlowScope* at = scope; at != nullptr && !found; at = at->outer) {
    found = find_here(name, place, *at, perhaps);
    spend(1 + at->sources.size());
  }
  if (perhaps.empty()) {
    if (found) return *found;
    const bool is_table_missing = !name.table.empty() && !is_source(name.table, scope);
    if (is_table_missing) {
      unresolved(UnresolvedKind::kNoSuchTable, place, written(name), tables_around(scope));
    } else {
      unresolved(UnresolvedKind::kNoSuchColumn, place, written(name), columns_around(name, scope));
    }
    return LineageFlow::unknown();
  }
  // A column of a table function, then. A table that is missing has been told of already.
  const bool is_missing = std::any_of(perhaps.begin(), perhaps.end(),
                                      [](const RelationFlow* each) { return each->hidden.open(); });
  if (is_missing) return LineageFlow::unknown();
  if (perhaps.size() == 1 && !found) return perhaps.front()->hidden;
  unresolved(UnresolvedKind::kUnclear, place, written(name));
  return LineageFlow::unknown();
}

}  // namespace nightshift
