#include "grader/lint/scope.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/sql/names.h"
#include "grader/lint/expressions.h"

namespace nightshift {
namespace {

// In one scope alone. `is_over`: looking further out would be wrong.
std::optional<Resolved> resolve_here(const NameScope& scope, const ColumnExpr& name,
                                     bool& is_over) {
  const NameMatches matches = matches_of(scope.sources, name);
  std::optional<Resolved> found;
  std::optional<Resolved> perhaps;
  if (!matches.columns.empty()) {
    // USING and NATURAL make one column of two: the first stands for both.
    const PlaceInFrom& first = matches.columns.front();
    found = Resolved{&scope, first.source, first.column};
  }
  if (!matches.perhaps.empty()) perhaps = Resolved{&scope, matches.perhaps.back(), std::nullopt};
  is_over = matches.names_source || found || perhaps;
  if (!name.table.empty()) return found ? found : perhaps;
  return perhaps ? std::nullopt : found;  // a table of which nothing is known may have it, too
}

LintType common_type(LintType left, LintType right) {
  if (left == right) return left;
  const auto is_number = [](LintType type) {
    return type == LintType::kInteger || type == LintType::kReal;
  };
  return is_number(left) && is_number(right) ? LintType::kReal : LintType::kUnknown;
}

LintType type_of_call(const NameScope& scope, const CallExpr& call) {
  static const std::set<std::string> kIntegers = {"count", "length",     "row_number", "rank",
                                                  "instr", "dense_rank", "ntile",      "year",
                                                  "month", "day",        "date_part",  "date_diff"};
  static const std::set<std::string> kTexts = {"date",  "datetime",     "strftime",
                                               "lower", "upper",        "substr",
                                               "trim",  "group_concat", "date_trunc"};
  static const std::set<std::string> kSame = {"sum",      "min", "max",  "abs",
                                              "coalesce", "lag", "lead", "ifnull"};
  const std::string name = lower_case(call.name);
  if (kIntegers.contains(name)) return LintType::kInteger;
  if (kTexts.contains(name)) return LintType::kText;
  if (name == "avg" || name == "round" || name == "total") return LintType::kReal;
  if (!kSame.contains(name) || call.arguments.empty()) return LintType::kUnknown;
  LintType type = type_of(scope, call.arguments.front());
  if (name == "coalesce" || name == "ifnull") {
    for (const Expr& argument : call.arguments) type = common_type(type, type_of(scope, argument));
  }
  return type;
}

LintType type_of_cast(const CastExpr& cast) {
  const std::string type = lower_case(cast.type);
  if (type.find("int") != type.npos) return LintType::kInteger;
  if (type.find("char") != type.npos || type.find("text") != type.npos) return LintType::kText;
  const bool is_real = type.find("real") != type.npos || type.find("doub") != type.npos ||
                       type.find("floa") != type.npos;
  return is_real ? LintType::kReal : LintType::kUnknown;
}

LintType type_of_binary(const NameScope& scope, const BinaryExpr& binary) {
  switch (binary.op) {
    case BinaryOperator::kAdd:
    case BinaryOperator::kSubtract:
    case BinaryOperator::kMultiply:
    case BinaryOperator::kDivide: {
      const LintType type =
          common_type(type_of(scope, *binary.left), type_of(scope, *binary.right));
      return type == LintType::kText ? LintType::kUnknown : type;
    }
    case BinaryOperator::kRemainder:
      return LintType::kInteger;
    case BinaryOperator::kConcat:
      return LintType::kText;
    default:
      return is_comparison(binary.op) ? LintType::kInteger : LintType::kUnknown;
  }
}

LintType type_of_literal(const LiteralExpr& literal) {
  switch (literal.kind) {
    case LiteralKind::kInteger:
    case LiteralKind::kTrue:
    case LiteralKind::kFalse:
      return LintType::kInteger;
    case LiteralKind::kReal:
      return LintType::kReal;
    case LiteralKind::kText:
      return LintType::kText;
    default:
      return LintType::kUnknown;
  }
}

// Where a result column of that expression stands in the select list.
std::optional<std::size_t> place_of(const SelectCore& core, const Expr& key) {
  if (const auto number = constant_in(key); number && number->is_number) {
    const auto place = static_cast<std::size_t>(number->number);
    return place >= 1 && place <= core.columns.size() ? std::optional(place - 1) : std::nullopt;
  }
  const ColumnExpr* name = column_in(key);
  const std::string text = identity(key);
  for (std::size_t c = 0; c < core.columns.size(); ++c) {
    const ResultColumn& column = core.columns[c];
    if (column.kind != ResultColumnKind::kExpr) continue;
    if (name != nullptr && name->table.empty() && same_name(column.alias, name->column)) return c;
    if (identity(column.expr) == text) return c;
    const ColumnExpr* plain = column_in(column.expr);
    if (name != nullptr && plain != nullptr && same_name(plain->column, name->column) &&
        (plain->table.empty() || name->table.empty())) {
      return c;
    }
  }
  return std::nullopt;
}

void add_star(const NameScope& scope, const ResultColumn& column, Relation& relation) {
  for (const FromSource& source : scope.sources) {
    const bool meant =
        column.kind == ResultColumnKind::kStar || same_name(column.table, source.name);
    if (!meant) continue;
    relation.known = relation.known && source.relation.known && column.excluded.empty();
    for (LintColumn each : source.relation.columns) {
      each.nullable = each.nullable || source.is_optional;
      relation.columns.push_back(std::move(each));
    }
  }
}

bool has_aggregates(const SelectCore& core) {
  return std::any_of(core.columns.begin(), core.columns.end(), [](const ResultColumn& column) {
    return column.kind == ResultColumnKind::kExpr && has_aggregate(column.expr);
  });
}

std::vector<std::vector<std::size_t>> keys_of(const Select& select, const Relation& relation) {
  const SelectCore& core = select.cores.front();
  const bool limited_to_one = [&] {
    const auto limit = select.limit ? constant_in(*select.limit) : std::nullopt;
    return limit && limit->is_number && limit->number == 1;
  }();
  if (limited_to_one) return {{}};
  if (select.cores.size() > 1) return {};
  if (core.group_by.empty() && (has_aggregates(core) || core.from.empty())) {
    return core.values.size() > 1 ? std::vector<std::vector<std::size_t>>{}
                                  : std::vector<std::vector<std::size_t>>{{}};
  }
  std::vector<std::vector<std::size_t>> keys;
  if (core.distinct && relation.known) {
    std::vector<std::size_t> all(relation.columns.size());
    for (std::size_t c = 0; c < all.size(); ++c) all[c] = c;
    keys.push_back(std::move(all));
  }
  std::vector<std::size_t> grouped;
  for (const Expr& key : core.group_by) {
    const auto place = place_of(core, key);
    if (!place) return keys;
    grouped.push_back(*place);
  }
  if (!grouped.empty()) keys.push_back(std::move(grouped));
  return keys;
}

}  // namespace

std::optional<Resolved> resolve(const NameScope& scope, const ColumnExpr& name) {
  for (const NameScope* at = &scope; at != nullptr; at = at->outer) {
    bool is_over = false;
    auto found = resolve_here(*at, name, is_over);
    if (found || is_over) return found;
  }
  return std::nullopt;
}

LintColumn facts_of(const Resolved& resolved) {
  if (!resolved.column) return {.name = "", .nullable = false};
  LintColumn column = resolved.in().relation.columns[*resolved.column];
  column.nullable = column.nullable || resolved.in().is_optional;
  return column;
}

std::optional<Relation> find_relation(const CommonRelations& common, const LintSchema& schema,
                                      const TableName& name) {
  if (name.schema.empty()) {
    for (auto known = common.rbegin(); known != common.rend(); ++known) {
      if (same_name(known->first, name.name)) return known->second;
    }
  }
  const std::string whole = name.schema.empty() ? name.name : name.schema + "." + name.name;
  for (const LintTable& table : schema.tables) {
    if (!same_name(table.name, whole)) continue;
    return Relation{.columns = table.columns, .keys = table.keys, .known = true};
  }
  return std::nullopt;
}

LintType type_of(const NameScope& scope, const Expr& expr) {
  if (const LiteralExpr* literal = literal_in(expr)) return type_of_literal(*literal);
  if (const ColumnExpr* column = column_in(expr)) {
    const auto resolved = resolve(scope, *column);
    return resolved ? facts_of(*resolved).type : LintType::kUnknown;
  }
  if (const CallExpr* call = call_in(expr)) return type_of_call(scope, *call);
  if (const BinaryExpr* binary = binary_in(expr)) return type_of_binary(scope, *binary);
  if (const auto* cast = std::get_if<CastExpr>(&expr.node)) return type_of_cast(*cast);
  if (const auto* unary = std::get_if<UnaryExpr>(&expr.node))
    return type_of(scope, *unary->operand);
  if (const auto* choice = std::get_if<CaseExpr>(&expr.node)) {
    LintType type = type_of(scope, choice->branches.front().then);
    for (const CaseBranch& branch : choice->branches) {
      if (!is_null_literal(branch.then)) type = common_type(type, type_of(scope, branch.then));
    }
    const bool plain = !choice->otherwise || is_null_literal(*choice->otherwise);
    return plain ? type : common_type(type, type_of(scope, *choice->otherwise));
  }
  return LintType::kUnknown;
}

bool is_nullable(const NameScope& scope, const Expr& expr) {
  if (is_null_literal(expr)) return true;
  if (const ColumnExpr* column = column_in(expr)) {
    const auto resolved = resolve(scope, *column);
    return resolved && facts_of(*resolved).nullable;
  }
  if (const BinaryExpr* binary = binary_in(expr)) {
    return is_nullable(scope, *binary->left) || is_nullable(scope, *binary->right);
  }
  return false;
}

std::string name_of(const ResultColumn& column) {
  if (!column.alias.empty()) return column.alias;
  const ColumnExpr* plain = column_in(column.expr);
  return plain == nullptr ? std::string() : plain->column;
}

Relation relation_of(const Select& select, const std::vector<NameScope>& scopes) {
  Relation relation{.columns = {}, .keys = {}, .known = true};
  const SelectCore& core = select.cores.front();
  if (!core.values.empty()) {
    for (std::size_t c = 0; c < core.values.front().items.size(); ++c) {
      relation.columns.push_back({.name = "column" + std::to_string(c + 1), .nullable = false});
    }
  }
  for (const ResultColumn& column : core.columns) {
    if (column.kind != ResultColumnKind::kExpr) {
      add_star(scopes.front(), column, relation);
      continue;
    }
    relation.columns.push_back({.name = name_of(column),
                                .type = type_of(scopes.front(), column.expr),
                                .nullable = is_nullable(scopes.front(), column.expr)});
  }
  if (select.cores.size() > 1) {
    for (LintColumn& column : relation.columns) column.type = LintType::kUnknown;
  }
  relation.keys = keys_of(select, relation);
  return relation;
}

}  // namespace nightshift
