// Functions of other databases: most are a row of a table, old call and new call.
#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/sql/dialect_rules.h"

namespace nightshift {
namespace {

// Each argument stands once in a pattern: nested calls would double the text at each level.
struct CallRow {
  std::string_view name;
  std::size_t arguments;
  std::string_view pattern;  // ?1 is the first argument
};

constexpr std::array kCalls = {
    CallRow{"nvl", 2, "coalesce(?1, ?2)"},
    CallRow{"nvl2", 3, "iif(?1 IS NOT NULL, ?2, ?3)"},
    CallRow{"iff", 3, "iif(?1, ?2, ?3)"},
    CallRow{"zeroifnull", 1, "coalesce(?1, 0)"},
    CallRow{"nullifzero", 1, "nullif(?1, 0)"},
    CallRow{"len", 1, "length(?1)"},
    CallRow{"char_length", 1, "length(?1)"},
    CallRow{"character_length", 1, "length(?1)"},
    CallRow{"charindex", 2, "instr(?2, ?1)"},
    CallRow{"locate", 2, "instr(?2, ?1)"},
    CallRow{"strpos", 2, "instr(?1, ?2)"},
    CallRow{"contains", 2, "instr(?1, ?2) > 0"},
    CallRow{"starts_with", 2, "instr(?1, ?2) = 1"},
    CallRow{"startswith", 2, "instr(?1, ?2) = 1"},
    CallRow{"ucase", 1, "upper(?1)"},
    CallRow{"lcase", 1, "lower(?1)"},
    CallRow{"mid", 3, "substr(?1, ?2, ?3)"},
    CallRow{"btrim", 1, "trim(?1)"},
    CallRow{"btrim", 2, "trim(?1, ?2)"},
    CallRow{"chr", 1, "char(?1)"},
    CallRow{"ascii", 1, "unicode(?1)"},
    CallRow{"to_varchar", 1, "CAST(?1 AS TEXT)"},
    CallRow{"to_char", 1, "CAST(?1 AS TEXT)"},
    CallRow{"to_number", 1, "CAST(?1 AS NUMERIC)"},
    CallRow{"listagg", 1, "group_concat(?1, '')"},
    CallRow{"listagg", 2, "group_concat(?1, ?2)"},
    CallRow{"any_value", 1, "min(?1)"},
    CallRow{"countif", 1, "count_if(?1)"},
    CallRow{"approx_count_distinct", 1, "count(DISTINCT ?1)"},
    CallRow{"every", 1, "bool_and(?1)"},
    CallRow{"logical_and", 1, "bool_and(?1)"},
    CallRow{"logical_or", 1, "bool_or(?1)"},
    CallRow{"booland_agg", 1, "bool_and(?1)"},
    CallRow{"boolor_agg", 1, "bool_or(?1)"},
    CallRow{"now", 0, "datetime('now')"},
    CallRow{"getdate", 0, "datetime('now')"},
    CallRow{"getutcdate", 0, "datetime('now')"},
    CallRow{"sysdate", 0, "datetime('now')"},
    CallRow{"today", 0, "CURRENT_DATE"},
    CallRow{"curdate", 0, "CURRENT_DATE"},
    CallRow{"to_date", 1, "date(?1)"},
    CallRow{"to_timestamp", 1, "datetime(?1, 'auto')"},
    CallRow{"from_unixtime", 1, "datetime(?1, 'unixepoch')"},
    CallRow{"unix_timestamp", 1, "date_part('epoch', ?1)"},
    CallRow{"add_months", 2, "dateadd('month', ?2, ?1)"},
    CallRow{"date_add", 2, "dateadd('day', ?2, ?1)"},
    CallRow{"date_sub", 2, "dateadd('day', -?2, ?1)"},
    CallRow{"date_add", 3, "dateadd(?1, ?2, ?3)"},
    CallRow{"datediff", 2, "date_diff('day', ?2, ?1)"},
    CallRow{"last_day", 1, "date(?1, 'start of month', '+1 month', '-1 day')"},
    CallRow{"make_date", 3, "date(format('%04d-%02d-%02d', ?1, ?2, ?3))"},
    CallRow{"date_from_parts", 3, "date(format('%04d-%02d-%02d', ?1, ?2, ?3))"},
    CallRow{"hour", 1, "date_part('hour', ?1)"},
    CallRow{"minute", 1, "date_part('minute', ?1)"},
    CallRow{"second", 1, "date_part('second', ?1)"},
    CallRow{"quarter", 1, "date_part('quarter', ?1)"},
    CallRow{"week", 1, "date_part('week', ?1)"},
    CallRow{"dayofmonth", 1, "date_part('day', ?1)"},
    CallRow{"dayofyear", 1, "date_part('doy', ?1)"},
};

// Functions whose unit may stand there as a bare word. An empty pattern: it does not stand there.
struct UnitRow {
  std::string_view name;
  std::size_t arguments;
  std::string_view unit_first;
  std::string_view unit_last;
};

constexpr std::array kUnitCalls = {
    UnitRow{"dateadd", 3, "dateadd(?1, ?2, ?3)", ""},
    UnitRow{"timestampadd", 3, "dateadd(?1, ?2, ?3)", ""},
    UnitRow{"date_add", 3, "dateadd(?1, ?2, ?3)", ""},
    UnitRow{"datediff", 3, "date_diff(?1, ?2, ?3)", "date_diff(?3, ?2, ?1)"},
    UnitRow{"date_diff", 3, "date_diff(?1, ?2, ?3)", "date_diff(?3, ?2, ?1)"},
    UnitRow{"date_part", 2, "date_part(?1, ?2)", ""},
    UnitRow{"datepart", 2, "date_part(?1, ?2)", ""},
    UnitRow{"date_trunc", 2, "date_trunc(?1, ?2)", "date_trunc(?2, ?1)"},
    UnitRow{"timestamp_trunc", 2, "", "date_trunc(?2, ?1)"},
};

struct RefusedRow {
  std::string_view name;
  std::string_view remedy;
};

constexpr std::array kRefused = {
    RefusedRow{"array_agg", "Use json_group_array(x), or group_concat(x, ',')."},
    RefusedRow{"initcap", "Put it together from upper, left and substr."},
    RefusedRow{"max_by", "Use row_number() OVER (ORDER BY ...) and keep the first row."},
    RefusedRow{"min_by", "Use row_number() OVER (ORDER BY ...) and keep the first row."},
    RefusedRow{"cube", "Join the levels with UNION ALL."},
    RefusedRow{"div0", "Use coalesce(safe_divide(a, b), 0)."},
    RefusedRow{"ends_with", "Use right(text, length(end)) = end."},
    RefusedRow{"endswith", "Use right(text, length(end)) = end."},
    RefusedRow{"generate_series", "Count with WITH RECURSIVE."},
    RefusedRow{"mode", "Count with GROUP BY and take the largest count."},
    RefusedRow{"months_between", "Use date_diff('month', a, b): it counts ends of months."},
    RefusedRow{"regexp_extract", "Use substr and instr, or split_part."},
    RefusedRow{"regexp_like", "Use LIKE or GLOB."},
    RefusedRow{"regexp_replace", "Use replace(text, from, to)."},
    RefusedRow{"regexp_substr", "Use substr and instr, or split_part."},
    RefusedRow{"rollup", "Join the levels with UNION ALL."},
    RefusedRow{"timestampdiff", "Use date_diff(unit, a, b): it counts boundaries of the unit."},
    RefusedRow{"timestamp_diff", "Use date_diff(unit, a, b): it counts boundaries of the unit."},
};

// The new call keeps what stood around the arguments: DISTINCT, ORDER BY, FILTER, OVER.
MaybeChange with_clauses(const CallExpr& call, Change change) {
  const bool has_any = call.distinct || !call.order_by.empty() || call.filter || call.over ||
                       call.over_name.has_value();
  if (!has_any) return change;
  auto* next = std::get_if<CallExpr>(&change.expr.node);
  if (next == nullptr) return fail(not_supported(call.name + "() in this form", ""));
  next->distinct = next->distinct || call.distinct;
  next->order_by = call.order_by;
  next->filter = call.filter;
  next->over = call.over;
  next->over_name = call.over_name;
  return change;
}

Change call_of(std::string_view pattern, std::vector<Expr> arguments) {
  return {.rule = "function", .expr = built(pattern, std::move(arguments))};
}

// A unit as a bare word, month, as the text that our functions take.
std::optional<Expr> unit_text(const Expr& expr) {
  const auto* column = std::get_if<ColumnExpr>(&expr.node);
  if (column == nullptr || !column->table.empty()) return std::nullopt;
  constexpr std::size_t kLettersMin = 3;  // shorter ones are more likely columns
  const std::string_view unit = unit_name(column->column);
  if (unit.empty() || column->column.size() < kLettersMin) return std::nullopt;
  return text_literal(unit);
}

std::optional<Change> change_unit_call(const CallExpr& call) {
  for (const UnitRow& row : kUnitCalls) {
    if (!same_name(row.name, call.name) || row.arguments != call.arguments.size()) continue;
    std::vector<Expr> arguments = call.arguments;
    const bool last = !row.unit_last.empty() && unit_text(arguments.back());
    if (!last && row.unit_first.empty()) return std::nullopt;
    Expr& unit = last ? arguments.back() : arguments.front();
    auto text = unit_text(unit);
    if (!text) return std::nullopt;
    unit = std::move(*text);
    Change change = call_of(last ? row.unit_last : row.unit_first, std::move(arguments));
    change.rule = "bare_unit";
    return change;
  }
  return std::nullopt;
}

// DATE_ADD(d, INTERVAL 1 DAY) and its sisters.
MaybeChange change_add_call(const CallExpr& call) {
  const std::string name = lower_case(call.name);
  const bool sub = name.ends_with("_sub");
  const bool named = sub || name.ends_with("_add");
  if (!named || call.arguments.size() != 2) return std::nullopt;
  NIGHTSHIFT_TRY(auto expr, moved(call.arguments[0], call.arguments[1], sub ? -1 : 1));
  if (!expr) return std::nullopt;
  return Change{.rule = "interval", .expr = std::move(*expr), .remark = {}};
}

// position(x IN y): the parser sees a test whether x is in the table y.
std::optional<Change> change_position(const CallExpr& call, std::string_view sql) {
  if (!same_name(call.name, "position") || call.arguments.size() != 1) return std::nullopt;
  const auto* in = std::get_if<InExpr>(&call.arguments[0].node);
  if (in == nullptr || in->negated) return std::nullopt;
  Expr text;
  if (const auto* items = std::get_if<std::vector<Expr>>(&in->source)) {
    if (items->size() != 1) return std::nullopt;
    text = items->front();
  } else if (const auto* table = std::get_if<Box<InTable>>(&in->source)) {
    const InTable& named = **table;
    if (named.arguments) {
      text.node = CallExpr{.name = named.table.name, .arguments = *named.arguments};
    } else if (sql[call.arguments[0].span.offset + call.arguments[0].span.length - 1] == '\'') {
      text = text_literal(named.table.name);
    } else {
      text.node = ColumnExpr{.table = named.table.schema, .column = named.table.name};
    }
  } else {
    return std::nullopt;
  }
  return call_of("instr(?1, ?2)", {std::move(text), *in->operand});
}

// percentile_cont(0.5) WITHIN GROUP (ORDER BY x), which is percentile_cont(0.5 ORDER BY x) by now.
std::optional<Change> change_percentile(const CallExpr& call) {
  const bool named =
      same_name(call.name, "percentile_cont") || same_name(call.name, "percentile_disc");
  if (!named || call.arguments.size() != 1 || call.order_by.size() != 1) return std::nullopt;
  const OrderTerm& term = call.order_by.front();
  Expr share = call.arguments.front();
  if (term.direction == SortDirection::kDescending) share = built("1 - ?1", {std::move(share)});
  CallExpr next = call;
  next.arguments = {term.expr, std::move(share)};
  next.order_by.clear();
  return Change{.rule = "within_group", .expr = {.node = std::move(next)}, .remark = {}};
}

// strftime(d, '%Y'), DuckDB's order; SQLite's mask comes first.
bool is_mask(const Expr& expr) {
  const std::string* text = text_of_literal(expr);
  return text != nullptr && text->find('%') != text->npos;
}

MaybeChange change_mask_call(const CallExpr& call) {
  if (call.arguments.size() != 2) return std::nullopt;
  const Expr& first = call.arguments[0];
  const Expr& second = call.arguments[1];
  const auto strftime = [&](const Expr& mask, const Expr& moment) {
    Change change = call_of("strftime(?1, ?2)", {mask, moment});
    change.rule = "mask";
    return change;
  };
  if (same_name(call.name, "strftime")) {
    if (!is_mask(second) || is_mask(first)) return std::nullopt;
    return strftime(second, first);
  }
  if (same_name(call.name, "format_date") || same_name(call.name, "format_timestamp")) {
    return strftime(first, second);
  }
  const bool to_char = same_name(call.name, "to_char") || same_name(call.name, "to_varchar");
  if (!to_char && !same_name(call.name, "date_format")) return std::nullopt;
  const std::string* mask = text_of_literal(second);
  if (mask == nullptr) return fail(not_supported(call.name + "() with a mask that is no text", ""));
  NIGHTSHIFT_TRY(std::string text, to_char ? mask_of_to_char(*mask) : mask_of_date_format(*mask));
  return strftime({.node = LiteralExpr{LiteralKind::kText, std::move(text)}}, first);
}

}  // namespace

MaybeChange change_call(const CallExpr& call, std::string_view sql) {
  if (call.star) return std::nullopt;
  if (auto change = change_percentile(call)) return change;
  if (auto change = change_position(call, sql)) return change;
  if (auto change = change_unit_call(call)) return change;
  NIGHTSHIFT_TRY(auto added, change_add_call(call));
  if (added) return added;
  NIGHTSHIFT_TRY(auto masked, change_mask_call(call));
  if (masked) return masked;
  for (const CallRow& row : kCalls) {
    if (row.arguments != call.arguments.size() || !same_name(row.name, call.name)) continue;
    return with_clauses(call, call_of(row.pattern, call.arguments));
  }
  for (const RefusedRow& row : kRefused) {
    if (same_name(row.name, call.name)) return fail(not_supported(call.name + "()", row.remedy));
  }
  return std::nullopt;
}

}  // namespace nightshift
