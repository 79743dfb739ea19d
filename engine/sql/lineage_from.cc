// FROM: the tables that its names mean, and the columns that USING and NATURAL make one of.

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/sql/lineage_reader.h"

namespace nightshift {
namespace {

// A table of which nothing is known, and that has been told of.
RelationFlow missing() {
  RelationFlow relation;
  relation.rows = LineageFlow::unknown();
  relation.hidden = LineageFlow::unknown();
  relation.known = false;
  return relation;
}

std::string whole_name(const TableName& name) {
  return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

// The first column of that name among some sources, or nullopt.
std::optional<PlaceInFrom> column_among(const FlowScope& scope, std::size_t begin, std::size_t end,
                                        std::string_view name) {
  for (std::size_t s = begin; s < end; ++s) {
    const auto& columns = scope.sources[s].relation.columns;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (same_name(columns[c].name, name)) return PlaceInFrom{.source = s, .column = c};
    }
  }
  return std::nullopt;
}

bool are_known(const FlowScope& scope, std::size_t begin, std::size_t end) {
  return std::all_of(scope.sources.begin() + static_cast<std::ptrdiff_t>(begin),
                     scope.sources.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const FlowSource& source) { return source.relation.known; });
}

}  // namespace

void LineageReader::from(const std::vector<FromItem>& items, FlowScope& scope,
                         const FlowAround& around) {
  const std::size_t begin = scope.sources.size();
  for (const FromItem& item : items) {
    const std::size_t middle = scope.sources.size();
    from_item(item, scope, around);
    if (stopped()) return;
    merge_columns(item, begin, middle, scope);
  }
}

void LineageReader::from_item(const FromItem& item, FlowScope& scope, const FlowAround& around) {
  const LineageDepth depth(*this, 1);
  if (stopped()) return;
  const auto* group = std::get_if<JoinGroup>(&item.source);
  if (group != nullptr && item.alias.empty()) return from(group->items, scope, around);
  FlowSource source{.name = item.alias, .relation = {}};
  if (const auto* named = std::get_if<NamedTable>(&item.source)) {
    if (source.name.empty()) source.name = named->table.name;
    source.relation = named_table(named->table, item.span, around);
  } else if (const auto* function = std::get_if<TableFunction>(&item.source)) {
    if (source.name.empty()) source.name = function->function.name;
    source.relation = table_function(function->function.name);
    source.function = function;
  } else if (group != nullptr) {
    source.relation = joined_group(*group, around);
  } else {
    source.relation = query(*std::get<Box<Select>>(item.source), around);
  }
  scope.rows.add(source.relation.rows);
  spend(1 + source.relation.columns.size());
  scope.sources.push_back(std::move(source));
}

// Its columns, into which its arguments flow once they are known.
RelationFlow LineageReader::table_function(std::string_view name) const {
  RelationFlow relation;
  relation.known = false;
  for (const LineageFunction& function : catalog_.functions) {
    if (!same_name(function.name, name)) continue;
    for (const auto* columns : {&function.columns, &function.hidden}) {
      for (const std::string& column : *columns) relation.columns.push_back({column, {}});
    }
    relation.unlisted = function.hidden.size();
    relation.known = true;
    break;
  }
  return relation;
}

// Its arguments decide what a table function gives, and they may come from the tables beside it.
void LineageReader::functions(FlowScope& scope, const FlowAround& around) {
  for (std::size_t s = 0; s < scope.sources.size(); ++s) {
    const TableFunction* function = scope.sources[s].function;
    if (function == nullptr) continue;
    const LineageFlow arguments = each_of(function->arguments, &scope, around);
    RelationFlow& relation = scope.sources[s].relation;
    relation.hidden = arguments.through(LineageKind::kTransformation);
    for (ColumnFlow& column : relation.columns) column.flow = relation.hidden;
    scope.rows.add(arguments.as(LineageKind::kJoin));
  }
}

// (a JOIN b ...) x: all their columns under one name.
RelationFlow LineageReader::joined_group(const JoinGroup& group, const FlowAround& around) {
  FlowScope inside;
  inside.outer = around.scope;
  from(group.items, inside, around);
  functions(inside, around);
  joins(group.items, inside, around);
  CoreFlow all;
  ResultColumn every;
  every.kind = ResultColumnKind::kStar;
  star(inside, every, all);
  all.relation.rows = std::move(inside.rows);
  return std::move(all.relation);
}

RelationFlow LineageReader::named_table(const TableName& name, const Span& place,
                                        const FlowAround& around) {
  if (stopped()) return {};
  std::vector<std::string> known;
  for (WithFrame* frame = around.with; frame != nullptr; frame = frame->outer) {
    const auto& tables = frame->with->tables;
    for (std::size_t t = 0; t < tables.size(); ++t) {
      known.push_back(tables[t].name);
      const bool is_meant = name.schema.empty() && same_name(tables[t].name, name.name);
      if (is_meant) return common_table(*frame, t, place);
    }
  }
  const bool is_main = same_name(name.schema, "main");
  const std::string whole = is_main ? name.name : whole_name(name);
  for (std::size_t t = 0; t < catalog_.tables.size(); ++t) {
    if (same_name(catalog_.tables[t].name, whole)) return catalog_table(t, place);
    known.push_back(catalog_.tables[t].name);
  }
  unresolved(UnresolvedKind::kNoSuchTable, place, whole, known);
  return missing();
}

RelationFlow LineageReader::catalog_table(std::size_t index, const Span& place) {
  const LineageTable& table = catalog_.tables[index];
  if (table.view) return view(index, place);
  read_[index] = true;
  RelationFlow relation;
  std::uint32_t number = first_column_[index];
  for (const std::string& column : table.columns) {
    relation.columns.push_back({.name = column, .flow = LineageFlow::of_column(number++)});
  }
  relation.rowid =
      table.rowid ? first_column_[index] + static_cast<std::uint32_t>(*table.rowid) : number;
  spend(1 + relation.columns.size());
  return relation;
}

// Seen from nowhere in particular: no WITH and no query is around a view.
RelationFlow LineageReader::view(std::size_t index, const Span& place) {
  const LineageTable& table = catalog_.tables[index];
  ViewFlow& state = views_[index];
  if (state.state == CommonFlow::State::kDone) return state.relation;
  if (state.state == CommonFlow::State::kReading) {
    unresolved(UnresolvedKind::kCircular, place, table.name);
    return missing();
  }
  state.state = CommonFlow::State::kReading;
  const std::string reader = std::exchange(view_, table.name);
  const CommonFlow* innermost = std::exchange(innermost_, nullptr);
  RelationFlow relation = query(*table.view, {});
  rename_columns(relation, table.columns, table.name, {});
  view_ = reader;
  innermost_ = innermost;
  state.relation = relation;
  state.state = CommonFlow::State::kDone;
  return relation;
}

// Read once, where it is named first. It may read itself from its second part on.
RelationFlow LineageReader::common_table(WithFrame& frame, std::size_t index, const Span& place) {
  const CommonTable& table = frame.with->tables[index];
  CommonFlow& state = frame.tables[index];
  if (state.state == CommonFlow::State::kReading) {
    const bool is_recursion = innermost_ == &state && state.begun;
    if (!is_recursion) {
      unresolved(UnresolvedKind::kCircular, place, table.name);
      return missing();
    }
    state.used = true;
  }
  if (state.state == CommonFlow::State::kUntouched) {
    state.state = CommonFlow::State::kReading;
    const CommonFlow* innermost = std::exchange(innermost_, &state);
    state.relation = query(*table.select, {.scope = frame.scope, .with = &frame}, &state);
    innermost_ = innermost;
    state.state = CommonFlow::State::kDone;
    rename_columns(state.relation, table.columns, table.name, table.span);
  }
  RelationFlow relation = state.relation;
  // While it is read it goes by the names that it will have.
  if (state.state == CommonFlow::State::kReading) {
    for (std::size_t c = 0; c < table.columns.size() && c < relation.columns.size(); ++c) {
      relation.columns[c].name = table.columns[c];
    }
  }
  spend(1 + relation.columns.size());
  return relation;
}

void LineageReader::rename_columns(RelationFlow& relation, const std::vector<std::string>& names,
                                   const std::string& table, const Span& place) {
  if (names.empty() || stopped()) return;
  if (relation.known && names.size() != relation.columns.size()) {
    unresolved(UnresolvedKind::kColumnCount, place, table);
  }
  relation.columns.resize(names.size(), {.name = {}, .flow = LineageFlow::unknown()});
  for (std::size_t c = 0; c < names.size(); ++c) {
    relation.columns[c].name = names[c];
    // Where a * of unknown columns stands, nobody can say which one it is.
    if (!relation.known) relation.columns[c].flow = LineageFlow::unknown();
  }
  relation.known = true;
}

void LineageReader::merge_columns(const FromItem& item, std::size_t begin, std::size_t middle,
                                  FlowScope& scope) {
  for (const std::string& name : item.using_columns) {
    merge_column(name, item, begin, middle, scope);
  }
  if (!item.natural) return;
  if (!are_known(scope, begin, scope.sources.size())) {
    unresolved(UnresolvedKind::kUnclear, item.span, "NATURAL JOIN");
    scope.rows.add(LineageFlow::unknown());
    return;
  }
  std::set<std::string> common;
  for (std::size_t s = middle; s < scope.sources.size(); ++s) {
    for (const ColumnFlow& column : scope.sources[s].relation.columns) {
      if (column_among(scope, begin, middle, column.name)) common.insert(lower_case(column.name));
    }
  }
  for (const std::string& name : common) merge_column(name, item, begin, middle, scope);
}

void LineageReader::merge_column(const std::string& name, const FromItem& item, std::size_t begin,
                                 std::size_t middle, FlowScope& scope) {
  const auto left = column_among(scope, begin, middle, name);
  const auto right = column_among(scope, middle, scope.sources.size(), name);
  if (!left || !right) {
    scope.rows.add(LineageFlow::unknown());
    const bool all_known = are_known(scope, begin, scope.sources.size());
    unresolved(all_known ? UnresolvedKind::kNoSuchColumn : UnresolvedKind::kUnclear, item.span,
               name);
    return;
  }
  // What stands for a column: the merged one that it is part of, or itself.
  const auto taken = [&](const PlaceInFrom& column) {
    const auto found =
        std::find_if(scope.merged.begin(), scope.merged.end(), [&](const MergedColumn& each) {
          return std::find(each.joined.begin(), each.joined.end(), column) != each.joined.end();
        });
    if (found == scope.merged.end()) {
      return MergedColumn{.name = name, .joined = {column}, .parts = {column}};
    }
    MergedColumn merged = std::move(*found);
    scope.merged.erase(found);
    return merged;
  };
  MergedColumn merged = taken(*left);
  const MergedColumn other = taken(*right);
  scope.rows.add(merged_at(scope, merged).as(LineageKind::kJoin));
  scope.rows.add(merged_at(scope, other).as(LineageKind::kJoin));
  merged.joined.insert(merged.joined.end(), other.joined.begin(), other.joined.end());
  if (item.join == JoinKind::kRight) merged.parts = other.parts;
  if (item.join == JoinKind::kFull) {
    merged.parts.insert(merged.parts.end(), other.parts.begin(), other.parts.end());
  }
  scope.merged.push_back(std::move(merged));
}

void LineageReader::joins(const std::vector<FromItem>& items, FlowScope& scope,
                          const FlowAround& around) {
  for (const FromItem& item : items) {
    const auto* group = std::get_if<JoinGroup>(&item.source);
    const bool is_flat = group != nullptr && item.alias.empty();
    if (is_flat) joins(group->items, scope, around);
    if (item.on) scope.rows.add(expression(*item.on, &scope, around).as(LineageKind::kJoin));
  }
}

}  // namespace nightshift
