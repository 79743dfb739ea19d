// Arithmetic with dates: intervals, parts, masks.
#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/sql/dialect_rules.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

struct UnitWords {
  std::string_view unit;
  std::string_view words;  // a blank before and behind each
};

constexpr std::array kUnitWords = {
    UnitWords{"year", " year years yr yrs y "},
    UnitWords{"quarter", " quarter quarters qtr "},
    UnitWords{"month", " month months mon mons "},
    UnitWords{"week", " week weeks w "},
    UnitWords{"day", " day days d "},
    UnitWords{"hour", " hour hours h hr hrs "},
    UnitWords{"minute", " minute minutes m min mins "},
    UnitWords{"second", " second seconds s sec secs "},
};

constexpr std::array kPartWords = {
    UnitWords{"dow", " dow "},
    UnitWords{"isodow", " isodow dayofweekiso dayofweek_iso "},
    UnitWords{"doy", " doy dayofyear "},
    UnitWords{"epoch", " epoch epoch_second "},
};

template <typename Rows>
std::string_view find_word(const Rows& rows, std::string_view word) {
  const std::string wanted = ' ' + lower_case(word) + ' ';
  for (const UnitWords& row : rows) {
    if (row.words.find(wanted) != std::string_view::npos) return row.unit;
  }
  return {};
}

struct IntervalTerm {
  Expr amount;
  std::string_view unit;
};

Error no_interval(std::string_view text) {
  return not_supported("the interval " + std::string(text),
                       "Write whole numbers of units: INTERVAL '1 month 2 days'.");
}

bool is_whole(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text.size() < 10 && std::all_of(text.begin(), text.end(), is_digit);
}

Expr whole_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  Expr number{.node = LiteralExpr{LiteralKind::kInteger, std::string(text)}};
  return negative ? built("-?1", {std::move(number)}) : number;
}

// '1 year 2 months'
Result<std::vector<IntervalTerm>> terms_of_text(const std::string& quoted) {
  std::vector<IntervalTerm> terms;
  std::string_view rest = std::string_view(quoted).substr(1, quoted.size() - 2);
  const auto next_word = [&rest] {
    rest = trimmed(rest);
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(word.size());
    return word;
  };
  for (std::string_view number = next_word(); !number.empty(); number = next_word()) {
    const std::string_view unit = find_word(kUnitWords, next_word());
    if (!is_whole(number) || unit.empty()) return fail(no_interval(quoted));
    terms.push_back({whole_number(number), unit});
  }
  if (terms.empty() || terms.size() > kUnitWords.size()) return fail(no_interval(quoted));
  return terms;
}

Result<std::vector<IntervalTerm>> terms_of_interval(const IntervalExpr& interval) {
  if (const std::string* text = text_of_literal(*interval.amount)) return terms_of_text(*text);
  const std::string_view unit = find_word(kUnitWords, interval.unit);
  const auto* number = std::get_if<LiteralExpr>(&interval.amount->node);
  const bool whole = number == nullptr || number->kind == LiteralKind::kInteger;
  if (unit.empty() || !whole) return fail(no_interval("of " + interval.unit));
  return std::vector<IntervalTerm>{{*interval.amount, unit}};
}

// INTERVAL '1 day', n * INTERVAL '1 day'; none when it is no interval.
Result<std::vector<IntervalTerm>> terms_of(const Expr& expr) {
  if (const auto* interval = std::get_if<IntervalExpr>(&expr.node)) {
    return terms_of_interval(*interval);
  }
  const auto* product = std::get_if<BinaryExpr>(&expr.node);
  if (product == nullptr || product->op != BinaryOperator::kMultiply) {
    return std::vector<IntervalTerm>();
  }
  const bool left = std::holds_alternative<IntervalExpr>(product->left->node);
  NIGHTSHIFT_TRY(auto terms, terms_of(left ? *product->left : *product->right));
  if (terms.size() > 1) return fail(no_interval("of several units, multiplied"));
  for (IntervalTerm& term : terms) {
    const Expr& factor = left ? *product->right : *product->left;
    const auto* one = std::get_if<LiteralExpr>(&term.amount.node);
    term.amount =
        one != nullptr && one->text == "1" ? factor : built("?1 * ?2", {term.amount, factor});
  }
  return terms;
}

// A code of a mask, and strftime's word for it; longer ones first where one begins another.
struct MaskRow {
  std::string_view code;
  std::string_view word;
};
constexpr std::array kCharMask = {
    MaskRow{"YYYY", "%Y"}, MaskRow{"IYYY", "%G"}, MaskRow{"HH24", "%H"}, MaskRow{"HH12", "%I"},
    MaskRow{"DDD", "%j"},  MaskRow{"MI", "%M"},   MaskRow{"MM", "%m"},   MaskRow{"DD", "%d"},
    MaskRow{"SS", "%S"},   MaskRow{"IW", "%V"},   MaskRow{"ID", "%u"},   MaskRow{"HH", "%I"},
    MaskRow{"AM", "%p"},   MaskRow{"PM", "%p"},
};
constexpr std::string_view kFormatCodes = "YmdHiSsTjpk";
constexpr std::string_view kFormatWords = "YmdHMSSTjpk";

Error no_mask(std::string_view mask) {
  return not_supported("the mask " + std::string(mask),
                       "Use strftime('%Y-%m-%d %H:%M:%S', t), with the parts that you need.");
}

bool is_letter(char c) { return lower_letter(c) >= 'a' && lower_letter(c) <= 'z'; }

}  // namespace

std::string_view unit_name(std::string_view word) { return find_word(kUnitWords, word); }

Result<std::optional<Expr>> moved(const Expr& moment, const Expr& interval, int sign) {
  NIGHTSHIFT_TRY(auto terms, terms_of(interval));
  if (terms.empty()) return std::nullopt;
  Expr result = moment;
  for (IntervalTerm& term : terms) {
    const auto* negation = std::get_if<UnaryExpr>(&term.amount.node);
    if (sign < 0 && negation != nullptr && negation->op == UnaryOperator::kMinus) {
      term.amount = Expr(*negation->operand);
    } else if (sign < 0) {
      term.amount = built("-?1", {std::move(term.amount)});
    }
    result = built("dateadd(?1, ?2, ?3)",
                   {text_literal(term.unit), std::move(term.amount), std::move(result)});
  }
  return result;
}

MaybeChange change_sum(const BinaryExpr& sum, std::pair<bool, bool> days) {
  const bool subtract = sum.op == BinaryOperator::kSubtract;
  if (!subtract && sum.op != BinaryOperator::kAdd) return std::nullopt;
  NIGHTSHIFT_TRY(auto later, moved(*sum.left, *sum.right, subtract ? -1 : 1));
  if (!later && !subtract) {
    NIGHTSHIFT_TRY(later, moved(*sum.right, *sum.left, 1));
  }
  if (later) return Change{.rule = "interval", .expr = std::move(*later), .remark = {}};
  if (days.first && days.second && subtract) {
    return Change{.rule = "date_arithmetic",
                  .expr = built("date_diff('day', ?2, ?1)", {*sum.left, *sum.right}),
                  .remark = "Dates are texts here, and texts cannot be subtracted."};
  }
  const auto* number = std::get_if<LiteralExpr>(&sum.right->node);
  if (!days.first || number == nullptr || number->kind != LiteralKind::kInteger) {
    return std::nullopt;
  }
  const std::string_view pattern = subtract ? "dateadd('day', -?2, ?1)" : "dateadd('day', ?2, ?1)";
  return Change{.rule = "date_arithmetic",
                .expr = built(pattern, {*sum.left, *sum.right}),
                .remark = "Dates are texts here, and days cannot be added to a text."};
}

MaybeChange change_extract(const ExtractExpr& extract) {
  const auto* difference = std::get_if<BinaryExpr>(&extract.from->node);
  if (difference != nullptr && difference->op == BinaryOperator::kSubtract) {
    return fail(not_supported("a part of a difference",
                              "Count with date_diff('day', earlier, later), or another unit."));
  }
  std::string_view part = find_word(kUnitWords, extract.part);
  if (part.empty()) part = find_word(kPartWords, extract.part);
  if (part.empty()) {
    return fail(not_supported("the part " + extract.part,
                              "The parts are year, quarter, month, week, day, hour, minute, "
                              "second, dow, isodow, doy and epoch."));
  }
  return Change{.rule = "extract",
                .expr = built("date_part(?1, ?2)", {text_literal(part), *extract.from}),
                .remark = {}};
}

Result<std::string> mask_of_to_char(std::string_view mask) {
  std::string text;
  bool any = false;
  bool quoted = false;
  for (std::size_t at = 0; at < mask.size();) {
    const auto row = std::find_if(kCharMask.begin(), kCharMask.end(), [&](const MaskRow& known) {
      return !quoted && same_name(mask.substr(at, known.code.size()), known.code);
    });
    if (row != kCharMask.end()) {
      text += row->word;
      at += row->code.size();
      any = true;
      continue;
    }
    const char c = mask[at++];
    if (!quoted && (is_letter(c) || is_digit(c))) return fail(no_mask(mask));
    if (c == '"') {
      quoted = !quoted;
    } else {
      text += c == '%' ? "%%" : std::string(1, c);
    }
  }
  if (!any) return fail(no_mask(mask));
  return text;
}

Result<std::string> mask_of_date_format(std::string_view mask) {
  std::string text(mask);
  if (text.find('%') == text.npos) return fail(no_mask(mask));
  for (std::size_t at = text.find('%'); at != text.npos; at = text.find('%', at + 2)) {
    const std::size_t code = kFormatCodes.find(text[at + 1]);  // a quote ends the text
    if (code == kFormatCodes.npos && text[at + 1] != '%') return fail(no_mask(mask));
    if (code != kFormatCodes.npos) text[at + 1] = kFormatWords[code];
  }
  return text;
}

}  // namespace nightshift
