// QUALIFY, as a query over a query:
//
//   SELECT DISTINCT a, sum(b) OVER w AS s FROM t WINDOW w AS (...) QUALIFY s > 3 ORDER BY t.c
//
//   SELECT DISTINCT a, s
//   FROM (SELECT a, sum(b) OVER w AS s, sum(b) OVER w > 3 AS qualifies, t.c AS order_1
//         FROM t WINDOW w AS (...))
//   WHERE qualifies ORDER BY order_1
//
// An alias inside the condition stands for its expression: the columns of one query do not see one
// another.
#include "engine/sql/dialect_query.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/sql/dialect_rules.h"
#include "engine/sql/walk.h"

namespace nightshift {
namespace {

constexpr std::size_t kColumnsMax = 2000;  // as SQLite's
constexpr int kDepthMax = 60;
// Of all stars and aliases of a statement together: they multiply.
constexpr std::size_t kWrittenMax = 20'000;
constexpr std::string_view kCondition = "qualifies";

bool holds(const std::vector<std::string>& names, std::string_view wanted) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return same_name(name, wanted); });
}

Expr column_expr(std::string table, std::string column) {
  return {.node = ColumnExpr{.table = std::move(table), .column = std::move(column)}};
}

Error unknown_star() {
  return not_supported("a star whose columns are not known", "Write the columns' names.");
}

// Aliases of a core, as what they stand for. False where that is too much.
bool write_aliases_out(Expr& expr, const std::vector<ResultColumn>& columns) {
  std::size_t size = 0;
  std::vector<std::pair<Expr*, const Expr*>> places;
  for (Expr* part : all_parts_of(expr).expressions) {
    const auto* column = std::get_if<ColumnExpr>(&part->node);
    if (column == nullptr || !column->table.empty()) continue;
    for (const ResultColumn& result : columns) {
      if (!result.alias.empty() && same_name(result.alias, column->column)) {
        places.emplace_back(part, &result.expr);
        size += all_parts_of(result.expr).expressions.size();
        if (size > kWrittenMax) return false;
        break;
      }
    }
  }
  for (const auto& [place, meaning] : places) place->node = meaning->node;
  return true;
}

// A name that is not among the others, which it joins.
std::string free_name(std::string name, std::vector<std::string>& taken) {
  const std::string base = name;
  for (std::size_t i = taken.size() + 1; holds(taken, name); ++i)
    name = base + '_' + std::to_string(i);
  taken.push_back(name);
  return name;
}

class Qualifier {
 public:
  Qualifier(SelectCore& core, const StarReader& reader) : inner_(core), reader_(reader) {
    outer_.span = core.span;
    outer_.op = core.op;
    outer_.distinct = std::exchange(core.distinct, false);
  }

  bool run(std::vector<OrderTerm>& order_by) {
    const std::vector<ResultColumn> written = inner_.columns;
    for (ResultColumn& column : inner_.columns) outer_.columns.push_back(outer_column(column));
    bool done = add_condition(written);
    for (OrderTerm& term : order_by) done = done && order(term, written);
    close();
    return done;
  }

 private:
  ResultColumn outer_column(ResultColumn& column) {
    const std::string wanted = reader_.name(column);
    const std::string inside = free_name(wanted, taken_);
    const auto* plain = std::get_if<ColumnExpr>(&column.expr.node);
    if (plain == nullptr || inside != plain->column) column.alias = inside;
    ResultColumn result{.expr = column_expr("", inside)};
    if (inside != wanted) result.alias = wanted;
    names_.push_back(wanted);
    return result;
  }

  bool add_condition(const std::vector<ResultColumn>& written) {
    Expr condition = std::move(*inner_.qualify);
    inner_.qualify = {};
    const bool done = write_aliases_out(condition, written);
    outer_.where = column_expr("", add_hidden(std::move(condition), kCondition));
    return done;
  }

  std::string add_hidden(Expr expr, std::string_view name) {
    std::string inside = free_name(std::string(name), taken_);
    inner_.columns.push_back({.expr = std::move(expr), .alias = inside});
    return inside;
  }

  // Numbers and names of the result's columns stay.
  bool order(OrderTerm& term, const std::vector<ResultColumn>& written) {
    const auto* column = std::get_if<ColumnExpr>(&term.expr.node);
    const bool is_result =
        column != nullptr && column->table.empty() && holds(names_, column->column);
    if (is_result || std::holds_alternative<LiteralExpr>(term.expr.node)) return true;
    const bool done = write_aliases_out(term.expr, written);
    term.expr = column_expr("", add_hidden(std::move(term.expr), "order_1"));
    return done;
  }

  void close() {
    Select query;
    query.cores.push_back(std::move(inner_));
    query.cores.front().op = CompoundOperator::kUnionAll;
    FromItem item;
    item.source = Box<Select>(std::move(query));
    outer_.from.push_back(std::move(item));
    inner_ = std::move(outer_);
  }

  SelectCore& inner_;
  const StarReader& reader_;
  SelectCore outer_;
  std::vector<std::string> taken_;  // by the inner columns
  std::vector<std::string> names_;  // of the result
};

}  // namespace

std::string StarReader::name(const ResultColumn& column) const {
  if (!column.alias.empty()) return column.alias;
  if (const auto* plain = std::get_if<ColumnExpr>(&column.expr.node)) return plain->column;
  return std::string(sql_.substr(column.expr.span.offset, column.expr.span.length));
}

std::optional<std::vector<std::string>> StarReader::table_names(const TableName& table) const {
  if (table.schema.empty()) {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      for (const CommonTable& common : (*scope)->tables) {
        if (!same_name(common.name, table.name)) continue;
        if (!common.columns.empty()) return common.columns;
        return names(*common.select);
      }
    }
  }
  if (!columns_) return std::nullopt;
  std::vector<std::string> known = columns_(table);
  if (known.empty()) return std::nullopt;
  return known;
}

std::optional<std::vector<std::string>> StarReader::source_names(const FromItem& item) const {
  if (const auto* named = std::get_if<NamedTable>(&item.source)) return table_names(named->table);
  const auto* query = std::get_if<Box<Select>>(&item.source);
  if (query == nullptr) return std::nullopt;
  return names(**query);
}

std::optional<std::vector<StarColumn>> StarReader::items(const std::vector<FromItem>& from) const {
  std::vector<StarColumn> all;
  for (const FromItem& item : from) {
    if (item.natural) return std::nullopt;
    if (const auto* group = std::get_if<JoinGroup>(&item.source)) {
      const auto inside = items(group->items);
      if (!inside || !item.using_columns.empty()) return std::nullopt;
      all.insert(all.end(), inside->begin(), inside->end());
      continue;
    }
    const auto names = source_names(item);
    if (!names || all.size() + names->size() > kColumnsMax) return std::nullopt;
    const auto* named = std::get_if<NamedTable>(&item.source);
    const std::string table =
        !item.alias.empty() || named == nullptr ? item.alias : named->table.name;
    // USING leaves one column of two, that of the left, and it has no table.
    for (StarColumn& left : all) {
      if (holds(item.using_columns, left.column)) left.table.clear();
    }
    for (const std::string& name : *names) {
      if (!holds(item.using_columns, name)) all.push_back({table, name});
    }
  }
  return all;
}

std::optional<std::vector<StarColumn>> StarReader::star(const SelectCore& core,
                                                        const ResultColumn& column) const {
  std::optional<std::vector<StarColumn>> all;
  if (column.kind == ResultColumnKind::kStar) {
    all = items(core.from);
  } else {
    for (const FromItem& item : core.from) {
      const auto* named = std::get_if<NamedTable>(&item.source);
      const bool own = item.alias.empty() && named != nullptr;
      if (!same_name(own ? named->table.name : item.alias, column.table)) continue;
      const auto names = source_names(item);
      if (!names) return std::nullopt;
      all.emplace();
      for (const std::string& name : *names) all->push_back({column.table, name});
      break;
    }
  }
  if (!all) return std::nullopt;
  std::erase_if(*all, [&](const StarColumn& one) { return holds(column.excluded, one.column); });
  written_ += all->size();
  if (written_ > kWrittenMax) return std::nullopt;
  return all;
}

std::optional<std::vector<std::string>> StarReader::names(const Select& select) const {
  if (depth_ >= kDepthMax) return std::nullopt;
  ++depth_;
  const SelectCore& core = select.cores.front();
  std::optional<std::vector<std::string>> all;
  all.emplace();
  for (std::size_t i = 0; i < (core.values.empty() ? 0 : core.values[0].items.size()); ++i) {
    all->push_back("column" + std::to_string(i + 1));
  }
  for (const ResultColumn& column : core.columns) {
    if (column.kind == ResultColumnKind::kExpr) {
      all->push_back(name(column));
      continue;
    }
    const auto star_columns = star(core, column);
    if (!star_columns || all->size() + star_columns->size() > kColumnsMax) {
      all.reset();
      break;
    }
    for (const StarColumn& one : *star_columns) all->push_back(one.column);
  }
  --depth_;
  return all;
}

Result<void> write_stars_out(SelectCore& core, Stars which, const StarReader& reader) {
  std::vector<ResultColumn> columns;
  for (ResultColumn& column : core.columns) {
    const bool star = column.kind != ResultColumnKind::kExpr;
    if (!star || (which == Stars::kOnlyExcluding && column.excluded.empty())) {
      columns.push_back(std::move(column));
      continue;
    }
    const auto all = reader.star(core, column);
    if (!all) return fail(unknown_star());
    if (all->empty()) return fail(not_supported("a star without columns", ""));
    for (const StarColumn& one : *all) {
      columns.push_back({.span = column.span, .expr = column_expr(one.table, one.column)});
    }
  }
  if (columns.size() > kColumnsMax) return fail(unknown_star());
  core.columns = std::move(columns);
  return {};
}

Result<void> qualify(SelectCore& core, std::vector<OrderTerm>& order_by, const StarReader& reader) {
  if (Qualifier(core, reader).run(order_by)) return {};
  return fail(not_supported("QUALIFY with so much in it", "Name parts of it in WITH."));
}

}  // namespace nightshift
