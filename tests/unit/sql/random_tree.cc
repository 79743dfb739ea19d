#include "tests/unit/sql/random_tree.h"

#include <array>
#include <utility>

namespace nightshift {

std::string RandomTree::name() {
  constexpr std::array kNames = {"a",   "b",    "order", "first", "current_date", "left", "a b",
                                 "x\"", "true", "over",  "cast",  "indexed",      "é",    "no"};
  return kNames[chance_.below(kNames.size())];
}

LiteralExpr RandomTree::literal() {
  LiteralExpr literal{.kind = any_of<LiteralKind>(10)};
  constexpr std::array kTexts = {"", "", "", "12", "1.", "'it''s'", "x'0f'"};
  const auto kind = static_cast<std::size_t>(literal.kind);
  if (kind < kTexts.size()) literal.text = kTexts[kind];
  return literal;
}

Expr RandomTree::leaf() {
  if (sometimes(2)) return {.node = literal()};
  if (sometimes(8)) return {.node = ParameterExpr{.text = ":p"}};
  ColumnExpr column{.column = name()};
  if (sometimes(3)) column.table = name();
  if (!column.table.empty() && sometimes(3)) column.schema = name();
  return {.node = std::move(column)};
}

std::vector<Expr> RandomTree::expressions(int depth, std::uint64_t least, std::uint64_t most) {
  std::vector<Expr> items(least + chance_.below(most - least + 1));
  for (Expr& item : items) item = expression(depth);
  return items;
}

Box<Expr> RandomTree::optional(int depth) {
  if (sometimes(2)) return {};
  return expression(depth);
}

Expr RandomTree::test(int depth) {
  const bool negated = sometimes(2);
  Expr operand = expression(depth);
  switch (chance_.below(3)) {
    case 0:
      return {.node = BetweenExpr{.negated = negated,
                                  .operand = std::move(operand),
                                  .low = expression(depth),
                                  .high = expression(depth)}};
    case 1:
      return {.node = LikeExpr{.op = any_of<LikeOperator>(5),
                               .negated = negated,
                               .operand = std::move(operand),
                               .pattern = expression(depth),
                               .escape = optional(depth)}};
    default: {
      InExpr in{.negated = negated, .operand = std::move(operand)};
      if (sometimes(3)) {
        in.source = Box<Select>(select(depth));
      } else if (sometimes(3)) {
        in.source = Box<InTable>(InTable{.table = {.name = name()}});
      } else {
        in.source = expressions(depth, 0, 3);
      }
      return {.node = std::move(in)};
    }
  }
}

Expr RandomTree::call(int depth) {
  CallExpr call{.name = name(), .star = sometimes(5)};
  if (!call.star) {
    call.distinct = sometimes(4);
    call.arguments = expressions(depth, call.distinct ? 1 : 0, 3);
    if (!call.arguments.empty() && sometimes(4)) call.order_by = terms(depth);
  }
  if (sometimes(4)) call.filter = expression(depth);
  if (sometimes(4)) {
    call.over = window(depth);
  } else if (sometimes(6)) {
    call.over_name = name();
  }
  return {.node = std::move(call)};
}

Expr RandomTree::expression(int depth) {
  if (depth <= 0) return leaf();
  const int below = depth - 1;
  switch (chance_.below(12)) {
    case 0:
    case 1:
      return {.node = UnaryExpr{.op = any_of<UnaryOperator>(4), .operand = expression(below)}};
    case 2:
    case 3:
    case 4:
      return {.node = BinaryExpr{.op = any_of<BinaryOperator>(24),
                                 .left = expression(below),
                                 .right = expression(below)}};
    case 5:
    case 6:
      return test(below);
    case 7: {
      CaseExpr choice{.operand = optional(below), .otherwise = optional(below)};
      choice.branches.push_back({.when = expression(below), .then = expression(below)});
      return {.node = std::move(choice)};
    }
    case 8:
      return {.node =
                  CastExpr{.operand = expression(below), .type = "INT", .colons = sometimes(2)}};
    case 9:
      return {.node = CollateExpr{.operand = expression(below), .collation = "nocase"}};
    case 10:
      return call(below);
    default:
      if (sometimes(2)) return {.node = RowExpr{.items = expressions(below, 2, 3)}};
      if (sometimes(2)) return {.node = ExistsExpr{.select = select(below)}};
      return {.node = SubqueryExpr{.select = select(below)}};
  }
}

std::vector<OrderTerm> RandomTree::terms(int depth) {
  std::vector<OrderTerm> terms(1 + chance_.below(2));
  for (OrderTerm& term : terms) {
    term = {.expr = expression(depth),
            .direction = any_of<SortDirection>(3),
            .nulls = any_of<NullsOrder>(3)};
  }
  return terms;
}

WindowDefinition RandomTree::window(int depth) {
  WindowDefinition window;
  if (sometimes(4)) window.base = name();
  if (sometimes(2)) window.partition_by = expressions(depth, 1, 2);
  if (sometimes(2)) window.order_by = terms(depth);
  if (sometimes(2)) {
    window.frame =
        WindowFrame{.unit = any_of<FrameUnit>(3), .exclusion = any_of<FrameExclusion>(4)};
    window.frame->start = {.edge = FrameEdge::kPreceding, .offset = expression(depth)};
    window.frame->end = {.edge = FrameEdge::kUnboundedFollowing};
  }
  return window;
}

FromItem RandomTree::from_item(int depth) {
  FromItem item{.join = any_of<JoinKind>(6), .alias = sometimes(2) ? name() : ""};
  item.natural = item.join != JoinKind::kComma && sometimes(4);
  const std::uint64_t kind = depth > 0 ? chance_.below(5) : 0;
  if (kind == 1) {
    item.source = Box<Select>(select(depth - 1));
  } else if (kind == 2) {
    item.source =
        TableFunction{.function = {.name = name()}, .arguments = expressions(depth - 1, 0, 2)};
  } else if (kind == 3) {
    FromItem inner = from_item(depth - 1);
    inner.join = JoinKind::kComma;
    inner.natural = false;
    item.source = JoinGroup{.items = {std::move(inner)}};
  } else {
    NamedTable table{.table = {.name = name()}};
    if (sometimes(5)) table.hint = IndexHint{};
    item.source = std::move(table);
  }
  return item;
}

SelectCore RandomTree::core(int depth) {
  SelectCore core{.distinct = sometimes(4)};
  core.columns.push_back({.expr = expression(depth), .alias = sometimes(2) ? name() : ""});
  if (sometimes(4)) core.columns.push_back({.kind = ResultColumnKind::kStar});
  if (sometimes(2)) {
    core.from.push_back(from_item(depth));
    core.from[0].join = JoinKind::kComma;
    core.from[0].natural = false;
    if (sometimes(2)) {
      core.from.push_back(from_item(depth));
      if (sometimes(2)) core.from[1].on = expression(depth);
    }
  }
  core.where = optional(depth);
  if (sometimes(3)) core.group_by = expressions(depth, 1, 2);
  if (sometimes(4)) core.having = expression(depth);
  if (sometimes(4)) core.windows.push_back({.name = name(), .definition = window(depth)});
  if (sometimes(8)) core.qualify = expression(depth);
  return core;
}

Select RandomTree::select(int depth) {
  Select select;
  if (sometimes(6) && depth > 0) {
    select.with.tables.push_back({.name = name(), .select = this->select(depth - 1)});
  }
  select.cores.push_back(core(depth));
  if (sometimes(3)) {
    select.cores.push_back(core(depth));
    select.cores[1].op = any_of<CompoundOperator>(4);
  }
  if (sometimes(3)) select.order_by = terms(depth);
  if (sometimes(4)) select.limit = expression(depth);
  if (select.limit) select.offset = optional(depth);
  return select;
}

}  // namespace nightshift
