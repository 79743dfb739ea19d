// The rules of dialect.h, one function for each kind of expression. They see an expression whose
// parts are rewritten already. For the files of dialect.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/sql/syntax.h"

namespace nightshift {

// What stands in an expression's place.
struct Change {
  std::string_view rule;
  Expr expr;
  std::string_view remark;
};
// Without a change: the expression is not foreign. An error has no place yet.
using MaybeChange = Result<std::optional<Change>>;

// "sql.not_supported": "<what> has no counterpart here".
Error not_supported(std::string_view what, std::string_view remedy);

MaybeChange change_cast(const CastExpr& cast);              // dialect_cast.cc
MaybeChange change_typed_text(const TypedTextExpr& typed);  // dialect_cast.cc
MaybeChange change_extract(const ExtractExpr& extract);     // dialect_time.cc
// Parts of `call` have their places in `sql`. dialect_call.cc
MaybeChange change_call(const CallExpr& call, std::string_view sql);
MaybeChange change_like(const LikeExpr& like);  // dialect.cc
// `days`: the sides are dates by their type. dialect_time.cc
MaybeChange change_sum(const BinaryExpr& sum, std::pair<bool, bool> days);

// Whether the expression, not rewritten yet, is a date by its type: DATE '...', x::date.
bool is_day(const Expr& expr);

// A unit's one name: "days" and "D" are "day". Empty when there is none.
std::string_view unit_name(std::string_view word);

// dateadd(unit, n, moment), with n negated for `sign` -1; `interval` is an INTERVAL or a multiple
// of one. Nothing when it is not.
Result<std::optional<Expr>> moved(const Expr& moment, const Expr& interval, int sign);

// A mask of to_char, YYYY-MM-DD, or of MySQL's date_format, %Y-%i, as strftime's. `mask` and the
// result are SQL texts, with their quotes.
Result<std::string> mask_of_to_char(std::string_view mask);
Result<std::string> mask_of_date_format(std::string_view mask);

// `pattern` as an expression, with arguments[0] where it says ?1. It must be SQL.
Expr built(std::string_view pattern, std::vector<Expr> arguments);

Expr text_literal(std::string_view text);              // quoted by this
const std::string* text_of_literal(const Expr& expr);  // of a text: with its quotes

}  // namespace nightshift
