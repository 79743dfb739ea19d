// Conditions on what is computed. A comparison of a column with a constant says which values
// matter; one of a difference does not: `julianday(back) - julianday(out) > 14` wants two days that
// lie fourteen apart. So values are proposed that do, about a base that is the same for all
// columns:
//
//   out  2024-03-10    back  2024-03-10, 2024-03-23, 2024-03-24, 2024-03-25
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "engine/sql/expressions.h"
#include "grader/judge/column_names.h"
#include "grader/judge/constraints.h"

namespace nightshift {
namespace {

constexpr std::int64_t kBaseSecond = 1'710'028'800;  // 2024-03-10 00:00:00
constexpr std::int64_t kBaseNumber = 100;
constexpr double kAmountMax = 1e9;
constexpr int kAliasDepthMax = 3;
constexpr std::size_t kLookedMax = 500;  // of one comparison: names may stand for each other

bool is_arithmetic(BinaryOperator op) {
  return op >= BinaryOperator::kAdd && op <= BinaryOperator::kRemainder;
}

bool is_call(const Expr& expr, std::string_view name) {
  const auto* call = std::get_if<CallExpr>(&expr.node);
  return call != nullptr && same_name(call->name, name);
}

std::optional<double> number_of(const Expr& expr) {
  const auto constant = constant_of(expr);
  if (!constant) return std::nullopt;
  if (const auto* whole = std::get_if<std::int64_t>(&*constant)) {
    return static_cast<double>(*whole);
  }
  if (const auto* real = std::get_if<double>(&*constant)) return *real;
  return std::nullopt;
}

class ComputedFacts {
 public:
  ComputedFacts(const ColumnNames& names, QueryFacts& facts) : names_(names), facts_(facts) {}

  void add() {
    find_stand_ins();
    for (const Expr* expr : names_.parts().expressions) {
      if (const auto* binary = std::get_if<BinaryExpr>(&expr->node)) compare(*binary);
      if (const auto* call = std::get_if<CallExpr>(&expr->node)) look_at(*call);
      if (const auto* like = std::get_if<LikeExpr>(&expr->node)) escaped(*like);
      texts_in_results(*expr);
    }
    texts_of_two_conditions();
  }

 private:
  void add_value(const ColumnRef& column, Cell value) {
    facts_.proposals.push_back({column, CompareOperator::kEqual, std::move(value)});
  }

  // A comparison in which something is computed, with all its parts.
  struct Computation {
    std::vector<ColumnRef> columns;
    std::vector<double> numbers;
    bool computes = false;
    bool in_days = false;     // julianday()
    bool in_seconds = false;  // unixepoch(), strftime('%s')
    bool in_years = false;    // strftime('%Y')
    std::size_t looked = 0;   // how many parts were looked at
  };

  void compare(const BinaryExpr& comparison) {
    if (!is_comparison(comparison.op)) return;
    Computation found;
    for (const Expr* side : {&*comparison.left, &*comparison.right}) look_into(*side, found);
    if (const auto* length = std::get_if<CallExpr>(&comparison.left->node);
        length != nullptr && same_name(length->name, "length") && found.numbers.size() == 1) {
      return lengths(found.columns, found.numbers.front());
    }
    if (found.columns.empty() || found.numbers.empty()) return;
    if (found.computes && speaks_of_years(found)) return years_apart(found);
    if (found.in_days || found.in_seconds) return moments_apart(found);
    if (found.computes) numbers_apart(found);
  }

  void look_into(const Expr& side, Computation& found, int depth = 0) const {
    for (const ColumnRef& column : names_.all_columns_in(side)) found.columns.push_back(column);
    for (const Expr* part : all_parts_of(side).expressions) {
      if (++found.looked > kLookedMax) return;
      // What a subquery computed, under the name that it has there.
      const auto* column = std::get_if<ColumnExpr>(&part->node);
      const bool is_made = column != nullptr && names_.columns_of(*column).empty();
      if (is_made && depth < kAliasDepthMax) {
        for (const Expr* inner : names_.named_so(column->column))
          look_into(*inner, found, depth + 1);
      }
      if (const auto number = number_of(*part)) found.numbers.push_back(std::abs(*number));
      if (const auto* binary = std::get_if<BinaryExpr>(&part->node)) {
        found.computes = found.computes || is_arithmetic(binary->op);
      }
      found.in_days = found.in_days || is_call(*part, "julianday");
      const std::string format = format_of(*part);
      found.in_seconds = found.in_seconds || is_call(*part, "unixepoch") || format == "%s";
      found.in_years = found.in_years || format.starts_with("%Y");
    }
  }

  // Of strftime().
  static std::string format_of(const Expr& expr) {
    const auto* call = std::get_if<CallExpr>(&expr.node);
    if (call == nullptr || !same_name(call->name, "strftime") || call->arguments.empty()) return {};
    const auto constant = constant_of(call->arguments.front());
    const auto* text = constant ? std::get_if<std::string>(&*constant) : nullptr;
    return text == nullptr ? std::string() : *text;
  }

  // An age: a difference of years, or of days that is divided by those of a year.
  static bool is_year_of_days(double number) { return number >= 365 && number < 366; }

  static bool speaks_of_years(const Computation& found) {
    if (found.in_years) return true;
    return found.in_days && found.numbers.size() > 1 &&
           std::any_of(found.numbers.begin(), found.numbers.end(), is_year_of_days);
  }

  // The day on which that many years are full, the day before it and the day after.
  void years_apart(const Computation& found) {
    constexpr double kYearsMax = 150;
    for (const double number : found.numbers) {
      if (number < 1 || number > kYearsMax || number != std::floor(number)) continue;
      const auto months = static_cast<std::int64_t>(number) * 12;
      facts_.distances.push_back(
          {.columns = found.columns, .unit = kSecondsPerDay, .months = months});
      for (const std::int64_t way : {months, -months}) {
        const auto then = add_units(DateUnit::kMonth, way, kBaseSecond);
        if (then) about(found.columns, *then);
      }
    }
  }

  void about(const std::vector<ColumnRef>& columns, std::int64_t day) {
    for (const ColumnRef& column : columns) {
      add_moment(column, kBaseSecond);
      for (const std::int64_t days : {-1, 0, 1}) add_moment(column, day + days * kSecondsPerDay);
    }
  }

  // Of the numbers, those that turn one unit into another do that; the others are how far apart.
  void moments_apart(const Computation& found) {
    constexpr std::array<double, 5> kFactors = {24, 60, 1440, 3600, 86400};
    double unit = found.in_days ? 86400 : 1;
    std::vector<double> amounts;
    for (const double number : found.numbers) {
      const bool factor = std::find(kFactors.begin(), kFactors.end(), number) != kFactors.end() &&
                          found.numbers.size() > 1;
      if (!factor) {
        amounts.push_back(number);
      } else {
        unit = found.in_days ? unit / number : unit * number;
      }
    }
    // ... > 60 alone, or 24 * 60 > 60: the smallest is the amount.
    if (amounts.empty()) {
      amounts.push_back(*std::min_element(found.numbers.begin(), found.numbers.end()));
      unit = found.in_days ? unit * amounts.front() : unit / amounts.front();
    }
    for (const double amount : amounts) apart(found.columns, amount, unit);
  }

  void apart(const std::vector<ColumnRef>& columns, double amount, double unit_seconds) {
    if (amount * unit_seconds > kAmountMax) return;
    facts_.distances.push_back({.columns = columns,
                                .amount = static_cast<std::int64_t>(amount * unit_seconds),
                                .unit = static_cast<std::int64_t>(std::max(unit_seconds, 1.0))});
    for (const ColumnRef& column : columns) {
      add_moment(column, kBaseSecond);
      for (const double step : {-1.0, 0.0, 1.0}) {
        add_moment(column, kBaseSecond + static_cast<std::int64_t>((amount + step) * unit_seconds));
      }
    }
  }

  // As a day where it is one, and as a timestamp.
  void add_moment(const ColumnRef& column, std::int64_t second) {
    if (second % kSecondsPerDay == 0) add_value(column, day_text(second));
    add_value(column, moment_text(second));
  }

  // a - b > 5, a > b * 1.1
  void numbers_apart(const Computation& found) {
    for (const double number : found.numbers) {
      if (number > kAmountMax) continue;
      const auto whole = static_cast<std::int64_t>(number);
      const auto product = static_cast<std::int64_t>(std::floor(kBaseNumber * number + 0.5));
      if (whole != 0) facts_.distances.push_back({.columns = found.columns, .amount = whole});
      for (const ColumnRef& column : found.columns) {
        add_value(column, kBaseNumber);
        for (const std::int64_t step : {-1, 0, 1}) {
          add_value(column, kBaseNumber + whole + step);
          if (number != 1 && number < 10) add_value(column, product + step);
        }
      }
    }
  }

  void lengths(const std::vector<ColumnRef>& columns, double number) {
    constexpr double kLengthMax = 40;
    if (number > kLengthMax) return;
    for (const ColumnRef& column : columns) {
      for (const int step : {-1, 0, 1}) {
        const int count = static_cast<int>(number) + step;
        if (count < 0) continue;
        lengths_.emplace_back(column, static_cast<std::size_t>(count));
        add_value(column, std::string(static_cast<std::size_t>(count), 'a'));
      }
    }
  }

  void look_at(const CallExpr& call) {
    if (call.arguments.empty()) return;
    const std::vector<ColumnRef> columns = names_.columns_in(call.arguments.front());
    const bool trims = same_name(call.name, "trim") || same_name(call.name, "ltrim") ||
                       same_name(call.name, "rtrim");
    for (const ColumnRef& column : columns) {
      for (const char* text : {"a", " a", "a ", " a "}) {
        if (trims) add_value(column, std::string(text));
      }
    }
    const bool moves = same_name(call.name, "date") || same_name(call.name, "datetime") ||
                       same_name(call.name, "julianday");
    for (std::size_t index = 1; moves && index < call.arguments.size(); ++index) {
      modified(call.arguments[index], columns);
    }
  }

  // date(x, '+14 days')
  void modified(const Expr& modifier, const std::vector<ColumnRef>& columns) {
    const auto constant = constant_of(modifier);
    const auto* text = constant ? std::get_if<std::string>(&*constant) : nullptr;
    if (text == nullptr || text->size() < 2) return;
    constexpr std::array<std::pair<std::string_view, double>, 6> kUnits = {{{"day", 86400},
                                                                            {"hour", 3600},
                                                                            {"minute", 60},
                                                                            {"second", 1},
                                                                            {"month", 2'592'000},
                                                                            {"year", 31'536'000}}};
    std::int64_t amount = 0;
    const char* begin = text->data() + (text->front() == '+' || text->front() == '-' ? 1 : 0);
    const auto read = std::from_chars(begin, text->data() + text->size(), amount);
    if (read.ec != std::errc()) return;
    const std::vector<ColumnRef> dates = columns.empty() ? date_columns() : columns;
    for (const auto& [unit, seconds] : kUnits) {
      if (text->find(unit) == text->npos) continue;
      // Whatever is compared with it lies that far away.
      std::vector<ColumnRef> all = date_columns();
      all.insert(all.end(), dates.begin(), dates.end());
      apart(all, static_cast<double>(amount), seconds);
    }
  }

  // Those that are asked for as dates anywhere.
  std::vector<ColumnRef> date_columns() const {
    std::vector<ColumnRef> result;
    for (const Expr* expr : names_.parts().expressions) {
      const auto* call = std::get_if<CallExpr>(&expr->node);
      if (call == nullptr || call->arguments.empty()) continue;
      const bool of_date = same_name(call->name, "date") || same_name(call->name, "datetime") ||
                           same_name(call->name, "julianday");
      if (!of_date) continue;
      for (const ColumnRef& ref : names_.columns_in(call->arguments.front())) result.push_back(ref);
    }
    return result;
  }

  // A text that a query puts into its result may stand in its tables, too.
  void texts_in_results(const Expr& expr) {
    const auto* literal = std::get_if<LiteralExpr>(&expr.node);
    if (literal == nullptr || literal->kind != LiteralKind::kText) return;
    std::string text = unquoted(literal->text);
    constexpr std::size_t kBytesMax = 40;
    if (text.empty() || text.size() > kBytesMax || text.find('%') != text.npos) return;
    const bool stands_in =
        std::find(stand_ins_.begin(), stand_ins_.end(), &expr) != stand_ins_.end();
    if (!stands_in && (is_date(text) || has_format(text, TextFormat::kMonth))) {
      facts_.loose_days.push_back(Cell(text));
    }
    facts_.loose_constants.push_back(Cell(std::move(text)));
  }

  // COALESCE(until, '9999-12-31'), CASE WHEN until IS NULL THEN '9999-12-31': whoever writes that
  // knows that no such day comes.
  void find_stand_ins() {
    for (const Expr* expr : names_.parts().expressions) {
      const bool chooses =
          is_call(*expr, "coalesce") || is_call(*expr, "ifnull") || is_call(*expr, "iif");
      const auto* choice = std::get_if<CaseExpr>(&expr->node);
      if (chooses) {
        for (const Expr& argument : std::get<CallExpr>(expr->node).arguments) {
          stand_ins_.push_back(&argument);
        }
      } else if (choice != nullptr) {
        for (const CaseBranch& branch : choice->branches) stand_ins_.push_back(&branch.then);
        if (choice->otherwise) stand_ins_.push_back(&*choice->otherwise);
      }
    }
  }

  // LIKE 'A%' and LIKE '%-%', LIKE 'A%' and length(x) > 6.
  void texts_of_two_conditions() {
    const std::vector<ConstantUse> uses = facts_.constants;
    for (const ConstantUse& one : uses) {
      const auto* pattern = std::get_if<std::string>(&one.constant);
      if (one.op != CompareOperator::kLike || pattern == nullptr) continue;
      for (const ConstantUse& other : uses) {
        const auto* text = std::get_if<std::string>(&other.constant);
        if (text == nullptr || other.column != one.column || *text == *pattern) continue;
        add_value(one.column, filled(*pattern, core_of(*text)));
      }
      for (const auto& [column, length] : lengths_) {
        const std::string shortest = filled(*pattern, "");
        if (column != one.column || shortest.size() > length) continue;
        add_value(column, filled(*pattern, std::string(length - shortest.size(), 'a')));
      }
    }
  }

  // LIKE '%\\%%' ESCAPE '\\': texts with the letter that is a wildcard elsewhere, at their ends and
  // inside, and one without it.
  void escaped(const LikeExpr& like) {
    const auto pattern = like.escape ? constant_of(*like.pattern) : std::nullopt;
    const auto escape = like.escape ? constant_of(*like.escape) : std::nullopt;
    const auto* text = pattern ? std::get_if<std::string>(&*pattern) : nullptr;
    const auto* sign = escape ? std::get_if<std::string>(&*escape) : nullptr;
    if (text == nullptr || sign == nullptr || sign->size() != 1) return;
    std::string meant;  // literally, without the wildcards
    for (std::size_t i = 0; i < text->size(); ++i) {
      const char letter = (*text)[i];
      if (letter == sign->front() && i + 1 < text->size()) {
        meant += (*text)[++i];
      } else if (letter != '%') {
        meant += letter == '_' ? 'x' : letter;
      }
    }
    for (const ColumnRef& column : names_.columns_in(*like.operand)) {
      for (const std::string& value : {"b" + meant + "b", meant, "b" + meant, meant + "b",
                                       "A" + meant + "C", std::string("b")}) {
        add_value(column, value);
      }
    }
  }

  // The pattern's text with `middle` for its first % and nothing for the others.
  static std::string filled(std::string_view pattern, const std::string& middle) {
    std::string text;
    bool used = false;
    for (const char letter : pattern) {
      if (letter == '%') {
        if (!used) text += middle;
        used = true;
      } else {
        text += letter == '_' ? 'x' : letter;
      }
    }
    return text;
  }

  static std::string core_of(std::string_view pattern) { return filled(pattern, ""); }

  const ColumnNames& names_;
  QueryFacts& facts_;
  std::vector<const Expr*> stand_ins_;
  std::vector<std::pair<ColumnRef, std::size_t>> lengths_;
};

}  // namespace

void add_computed_facts(const ColumnNames& names, QueryFacts& facts) {
  ComputedFacts(names, facts).add();
}

}  // namespace nightshift
