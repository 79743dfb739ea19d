// Types of other databases: x::date, CAST(x AS BOOLEAN), DATE '2026-01-31'.
#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "engine/sql/dialect_rules.h"
#include "engine/sql/lexemes.h"

namespace nightshift {
namespace {

enum class TypeKind { kPlain, kDate, kTimestamp, kTime, kScaled };

struct TypeRow {
  std::string_view names;  // a blank before and behind each
  TypeKind kind;
  bool sqlite_knows;  // CAST(x AS name) means the same to SQLite
  std::string_view pattern;
  std::string_view remark;
};

constexpr std::string_view kCuts = "Fractions are cut off; round(x) rounds.";

constexpr std::array kTypes = {
    TypeRow{" INT INTEGER BIGINT SMALLINT TINYINT MEDIUMINT BYTEINT HUGEINT INT2 INT4 INT8 INT64 ",
            TypeKind::kPlain, true, "CAST(?1 AS INTEGER)", kCuts},
    TypeRow{" SIGNED UNSIGNED LONG ", TypeKind::kPlain, false, "CAST(?1 AS INTEGER)", kCuts},
    TypeRow{" REAL FLOAT DOUBLE FLOAT4 FLOAT8 FLOAT64 ", TypeKind::kPlain, true, "CAST(?1 AS REAL)",
            ""},
    TypeRow{" TEXT VARCHAR CHAR NVARCHAR NCHAR CHARACTER BPCHAR VARCHAR2 ", TypeKind::kPlain, true,
            "CAST(?1 AS TEXT)", "Texts have no largest length here."},
    TypeRow{" STRING UUID ", TypeKind::kPlain, false, "CAST(?1 AS TEXT)", ""},
    TypeRow{" DATE ", TypeKind::kDate, false, "date(?1)", "Dates are texts here."},
    TypeRow{" TIMESTAMP TIMESTAMPTZ TIMESTAMP_NTZ TIMESTAMP_LTZ TIMESTAMP_TZ DATETIME DATETIME2 ",
            TypeKind::kTimestamp, false, "datetime(?1)", "Timestamps are texts here, in UTC."},
    TypeRow{" TIME ", TypeKind::kTime, false, "time(?1)", ""},
    TypeRow{" BOOLEAN BOOL ", TypeKind::kPlain, false,
            "lower(?1) NOT IN ('0', '0.0', 'false', 'f', 'no', 'n', 'off')",
            "True and false are 1 and 0 here."},
    TypeRow{" NUMERIC DECIMAL NUMBER BIGNUMERIC ", TypeKind::kScaled, true, "CAST(?1 AS NUMERIC)",
            ""},
    TypeRow{" JSON JSONB VARIANT ", TypeKind::kPlain, false, "json(?1)", ""},
    TypeRow{" BLOB ", TypeKind::kPlain, true, "CAST(?1 AS BLOB)", ""},
    TypeRow{" BYTEA BYTES BINARY VARBINARY ", TypeKind::kPlain, false, "CAST(?1 AS BLOB)", ""},
};

const TypeRow* find_type(std::string_view type) {
  const std::string_view first = type.substr(0, type.find_first_of(" ("));
  const std::string wanted = ' ' + upper_case(unquoted_name(first)) + ' ';
  const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeRow& row) {
    return row.names.find(wanted) != std::string_view::npos;
  });
  return found == kTypes.end() ? nullptr : &*found;
}

Error no_such_moment(std::string_view text) {
  return {.code = "sql.no_such_moment",
          .message = "There is no day or time " + std::string(text) + ".",
          .remedy = "Write '2026-03-01' or '2026-03-01 09:30:00', of a day that the calendar has."};
}

// The text of a date or timestamp, quotes included, as tables store it.
Result<std::string> stored_moment(TypeKind kind, const std::string& quoted) {
  const std::string_view inner = std::string_view(quoted).substr(1, quoted.size() - 2);
  const bool time = kind == TypeKind::kTime;
  const auto moment = read_moment(time ? "2000-01-01 " + std::string(inner) : std::string(inner));
  if (!moment) return fail(no_such_moment(quoted));
  if (time || inner.find('.') != inner.npos) return quoted;
  return '\'' +
         (kind == TypeKind::kDate ? day_text(moment->seconds) : moment_text(moment->seconds)) +
         '\'';
}

// A text that is written as a moment; '2026-01-31', but not 'today' or 'now'.
const std::string* moment_literal(TypeKind kind, const Expr& operand) {
  const bool reads = kind == TypeKind::kDate || kind == TypeKind::kTimestamp;
  const std::string* text = text_of_literal(operand);
  return reads && text != nullptr && text->size() > 2 && is_digit((*text)[1]) ? text : nullptr;
}

// The digits behind the point that NUMERIC(10, 2) keeps; none for NUMERIC alone.
std::optional<std::string> scale_of(std::string_view type) {
  const std::size_t open = type.find('(');
  if (open == type.npos) return std::nullopt;
  const std::size_t comma = type.find(',', open);
  if (comma == type.npos) return "0";
  const std::string_view digits = type.substr(comma + 1, type.size() - comma - 2);
  const std::string_view scale = trimmed(digits);
  const bool plain = !scale.empty() && std::all_of(scale.begin(), scale.end(), is_digit);
  return plain ? std::optional(std::string(scale)) : std::nullopt;
}

Change rounded(const Expr& operand, const std::string& scale) {
  const std::string pattern =
      scale == "0" ? "CAST(round(?1) AS INTEGER)" : "round(?1, " + scale + ")";
  return {.rule = "numeric", .expr = built(pattern, {operand})};
}

}  // namespace

MaybeChange change_cast(const CastExpr& cast) {
  const TypeRow* type = find_type(cast.type);
  const std::string_view rule = cast.colons ? "cast_colons" : "cast_type";
  if (type == nullptr) {
    if (!cast.colons && !same_name(cast.type, "INTERVAL")) return std::nullopt;
    return fail(not_supported("the type " + cast.type,
                              "The types here are integer, real, text, "
                              "date, timestamp and boolean."));
  }
  const auto scale = type->kind == TypeKind::kScaled ? scale_of(cast.type) : std::nullopt;
  if (scale) return rounded(*cast.operand, *scale);
  if (type->sqlite_knows && !cast.colons) return std::nullopt;
  if (const std::string* text = moment_literal(type->kind, *cast.operand)) {
    NIGHTSHIFT_TRY(std::string stored, stored_moment(type->kind, *text));
    return Change{.rule = rule,
                  .expr = {.node = LiteralExpr{LiteralKind::kText, std::move(stored)}},
                  .remark = type->remark};
  }
  return Change{
      .rule = rule, .expr = built(type->pattern, {*cast.operand}), .remark = type->remark};
}

MaybeChange change_typed_text(const TypedTextExpr& typed) {
  const TypeRow* type = find_type(typed.type);
  NIGHTSHIFT_TRY(std::string stored, stored_moment(type->kind, typed.text));
  return Change{.rule = "typed_text",
                .expr = {.node = LiteralExpr{LiteralKind::kText, std::move(stored)}},
                .remark = type->remark};
}

bool is_day(const Expr& expr) {
  if (const auto* literal = std::get_if<LiteralExpr>(&expr.node)) {
    return literal->kind == LiteralKind::kCurrentDate;
  }
  if (const auto* typed = std::get_if<TypedTextExpr>(&expr.node)) return typed->type == "DATE";
  const auto* cast = std::get_if<CastExpr>(&expr.node);
  return cast != nullptr && same_name(cast->type, "date");
}

}  // namespace nightshift
