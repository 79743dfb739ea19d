#include "grader/judge/column_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <system_error>
#include <utility>

#include "engine/base/ascii.h"

namespace nightshift {
namespace {

constexpr int kAliasDepthMax = 4;

std::optional<Cell> integer_cell(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return Cell(value);
}

std::optional<Cell> real_cell(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size()) return std::nullopt;
  return Cell(value);
}

// X'00ff'
std::optional<Cell> blob_cell(std::string_view text) {
  Blob blob;
  for (std::size_t place = 2; place + 2 < text.size(); place += 2) {
    unsigned value = 0;
    const auto read = std::from_chars(&text[place], &text[place] + 2, value, 16);
    if (read.ec != std::errc()) return std::nullopt;
    blob.bytes += static_cast<char>(value);
  }
  return Cell(std::move(blob));
}

// The column that the expression is, looked at through what keeps its order and its text.
const ColumnExpr* plain_column(const Expr& expr) {
  if (const auto* column = std::get_if<ColumnExpr>(&expr.node)) return column;
  if (const auto* cast = std::get_if<CastExpr>(&expr.node)) return plain_column(*cast->operand);
  if (const auto* collate = std::get_if<CollateExpr>(&expr.node)) {
    return plain_column(*collate->operand);
  }
  const auto* call = std::get_if<CallExpr>(&expr.node);
  if (call == nullptr || call->arguments.empty()) return nullptr;
  // What a window looks at counts as what it gives.
  constexpr std::array<std::string_view, 17> kThrough = {
      "lower",       "upper",      "trim",   "ltrim", "rtrim", "date",
      "datetime",    "coalesce",   "ifnull", "round", "abs",   "lag",
      "first_value", "last_value", "lead",   "min",   "max"};
  for (const std::string_view name : kThrough) {
    if (same_name(name, call->name)) return plain_column(call->arguments.front());
  }
  return nullptr;
}

void add_new(std::vector<ColumnRef>& list, const ColumnRef& ref) {
  if (std::find(list.begin(), list.end(), ref) == list.end()) list.push_back(ref);
}

}  // namespace

std::string unquoted(std::string_view text) {
  std::string result;
  for (std::size_t place = 1; place + 1 < text.size(); ++place) {
    result += text[place];
    if (text[place] == '\'') ++place;
  }
  return result;
}

std::optional<Cell> constant_of(const Expr& expr) {
  if (const auto* unary = std::get_if<UnaryExpr>(&expr.node)) {
    if (unary->op != UnaryOperator::kMinus && unary->op != UnaryOperator::kPlus) return {};
    auto inner = constant_of(*unary->operand);
    if (!inner || unary->op == UnaryOperator::kPlus) return inner;
    if (auto* whole = std::get_if<std::int64_t>(&*inner)) return Cell(-*whole);
    if (auto* real = std::get_if<double>(&*inner)) return Cell(-*real);
    return {};
  }
  const auto* literal = std::get_if<LiteralExpr>(&expr.node);
  if (literal == nullptr) return {};
  switch (literal->kind) {
    case LiteralKind::kInteger:
      return integer_cell(literal->text);
    case LiteralKind::kReal:
      return real_cell(literal->text);
    case LiteralKind::kText:
      return Cell(unquoted(literal->text));
    case LiteralKind::kBlob:
      return blob_cell(literal->text);
    case LiteralKind::kTrue:
      return Cell(std::int64_t{1});
    case LiteralKind::kFalse:
      return Cell(std::int64_t{0});
    default:
      return {};
  }
}

ColumnNames::ColumnNames(const Select& select, const ScratchSchema& schema)
    : schema_(schema), parts_(all_parts_of(select)) {
  for (const Select* each : parts_.selects) {
    for (const SelectCore& core : each->cores) add_tables(core.from);
  }
}

void ColumnNames::add_tables(const std::vector<FromItem>& items) {
  for (const FromItem& item : items) {
    if (const auto* group = std::get_if<JoinGroup>(&item.source)) add_tables(group->items);
    const auto* named = std::get_if<NamedTable>(&item.source);
    const auto table = named == nullptr ? std::nullopt : schema_.find_table(named->table.name);
    if (table) known_.push_back({item.alias.empty() ? named->table.name : item.alias, *table});
  }
}

std::vector<ColumnRef> ColumnNames::columns_below(const ColumnExpr& column, int depth) const {
  std::vector<ColumnRef> result;
  for (const KnownAs& known : known_) {
    if (!column.table.empty() && !same_name(column.table, known.alias)) continue;
    const auto found = schema_.find_column(known.table, column.column);
    if (found) add_new(result, {known.table, *found});
  }
  if (!result.empty() || depth == kAliasDepthMax) return result;
  for (const Expr* expr : named_so(column.column)) {
    const ColumnExpr* inner = plain_column(*expr);
    if (inner == nullptr) continue;
    if (same_name(inner->column, column.column) && !inner->table.empty()) continue;
    for (const ColumnRef& ref : columns_below(*inner, depth + 1)) add_new(result, ref);
  }
  return result;
}

std::vector<ColumnRef> ColumnNames::columns_of(const ColumnExpr& column) const {
  return columns_below(column, 0);
}

std::vector<ColumnRef> ColumnNames::columns_in(const Expr& expr) const {
  const ColumnExpr* column = plain_column(expr);
  return column == nullptr ? std::vector<ColumnRef>() : columns_of(*column);
}

std::vector<ColumnRef> ColumnNames::all_columns_in(const Expr& expr) const {
  std::vector<ColumnRef> result;
  for (const Expr* part : all_parts_of(expr).expressions) {
    const auto* column = std::get_if<ColumnExpr>(&part->node);
    if (column == nullptr) continue;
    for (const ColumnRef& ref : columns_of(*column)) add_new(result, ref);
  }
  return result;
}

std::vector<const Expr*> ColumnNames::named_so(std::string_view name) const {
  std::vector<const Expr*> result;
  for (const Select* select : parts_.selects) {
    for (const SelectCore& core : select->cores) {
      for (const ResultColumn& column : core.columns) {
        if (same_name(column.alias, name)) result.push_back(&column.expr);
      }
    }
  }
  return result;
}

}  // namespace nightshift
