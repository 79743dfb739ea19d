// Mistakes in calls: aggregates, windows, dates, texts.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ascii.h"
#include "grader/judge/mutation.h"

namespace nightshift {
namespace {

// Functions that are taken for one another.
struct Swap {
  std::string_view from;
  std::string_view to;
  ErrorClass error_class;
};
constexpr std::array<Swap, 23> kSwaps = {{
    {"sum", "avg", ErrorClass::kAggregate},
    {"sum", "count", ErrorClass::kAggregate},
    {"sum", "max", ErrorClass::kAggregate},
    {"avg", "sum", ErrorClass::kAggregate},
    {"avg", "max", ErrorClass::kAggregate},
    {"min", "max", ErrorClass::kAggregate},
    {"max", "min", ErrorClass::kAggregate},
    {"max", "sum", ErrorClass::kAggregate},
    {"total", "avg", ErrorClass::kAggregate},
    {"total", "sum", ErrorClass::kNullHandling},
    {"row_number", "rank", ErrorClass::kWindow},
    {"row_number", "dense_rank", ErrorClass::kWindow},
    {"rank", "dense_rank", ErrorClass::kWindow},
    {"rank", "row_number", ErrorClass::kWindow},
    {"dense_rank", "rank", ErrorClass::kWindow},
    {"dense_rank", "row_number", ErrorClass::kWindow},
    {"lag", "lead", ErrorClass::kWindow},
    {"lead", "lag", ErrorClass::kWindow},
    {"first_value", "last_value", ErrorClass::kWindow},
    {"last_value", "first_value", ErrorClass::kWindow},
    {"upper", "lower", ErrorClass::kTextForm},
    {"lower", "upper", ErrorClass::kTextForm},
    {"percent_rank", "cume_dist", ErrorClass::kWindow},
}};

// Functions that are left out, so that their first argument stands alone.
struct Omission {
  std::string_view function;
  ErrorClass error_class;
};
constexpr std::array<Omission, 18> kOmissions = {{
    {"coalesce", ErrorClass::kNullHandling},
    {"ifnull", ErrorClass::kNullHandling},
    {"nullif", ErrorClass::kNullHandling},
    {"round", ErrorClass::kRounding},
    {"abs", ErrorClass::kArithmetic},
    {"upper", ErrorClass::kTextForm},
    {"lower", ErrorClass::kTextForm},
    {"trim", ErrorClass::kTextForm},
    {"ltrim", ErrorClass::kTextForm},
    {"rtrim", ErrorClass::kTextForm},
    {"substr", ErrorClass::kTextForm},
    {"substring", ErrorClass::kTextForm},
    {"replace", ErrorClass::kTextForm},
    {"length", ErrorClass::kTextForm},
    {"date", ErrorClass::kDatePart},
    {"datetime", ErrorClass::kDatePart},
    {"julianday", ErrorClass::kDatePart},
    {"cast", ErrorClass::kArithmetic},
}};

constexpr std::array<std::string_view, 6> kFormats = {"%Y", "%m", "%d", "%Y-%m", "%Y-%m-%d", "%W"};
constexpr std::array<std::string_view, 6> kUnits = {"year", "quarter", "month",
                                                    "week", "day",     "hour"};

bool is_aggregate(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {"count", "sum",          "avg",
                                                      "total", "group_concat", "string_agg"};
  for (const std::string_view known : kNames) {
    if (same_name(known, name)) return true;
  }
  return false;
}

class CallMutations {
 public:
  CallMutations(MutantSink& sink, const ExprPlace& place, const CallExpr& call)
      : sink_(sink), place_(place), call_(call) {}

  void all() {
    swaps();
    omissions();
    counting();
    if (call_.filter) {
      CallExpr changed = call_;
      changed.filter = {};
      replace(ErrorClass::kMissingCondition, std::move(changed));
    }
    dates();
    rounding();
    if (call_.over) window(*call_.over);
  }

 private:
  void swaps() {
    for (const Swap& swap : kSwaps) {
      if (!same_name(call_.name, swap.from)) continue;
      CallExpr changed = call_;
      changed.name = swap.to;
      replace(swap.error_class, std::move(changed));
    }
  }

  void omissions() {
    if (call_.arguments.empty()) return;
    for (const Omission& omission : kOmissions) {
      if (!same_name(call_.name, omission.function)) continue;
      sink_.replace(*place_.expr, place_.clause, omission.error_class, call_.arguments.front());
    }
  }

  void counting() {
    if (!is_aggregate(call_.name) || call_.over || call_.over_name) return;
    const bool counts = same_name(call_.name, "count");
    if (counts && !call_.star && call_.arguments.size() == 1) {
      CallExpr rows = call_;
      rows.star = true;
      rows.distinct = false;
      rows.arguments.clear();
      replace(ErrorClass::kCounting, std::move(rows));
      CallExpr sum = call_;
      sum.name = "sum";
      replace(ErrorClass::kAggregate, std::move(sum));
    }
    if (call_.arguments.size() != 1) return;
    CallExpr changed = call_;
    changed.distinct = !call_.distinct;
    replace(counts ? ErrorClass::kCounting : ErrorClass::kDistinct, std::move(changed));
    // What is not there counted as zero, or the other way round.
    if (same_name(call_.name, "avg") || same_name(call_.name, "sum")) {
      CallExpr filled = call_;
      filled.arguments.front() = made(CallExpr{
          .name = "coalesce", .arguments = {call_.arguments.front(), number_literal("0")}});
      replace(ErrorClass::kNullHandling, std::move(filled));
    }
    if (same_name(call_.name, "sum")) {
      CallExpr total = call_;
      total.name = "total";
      replace(ErrorClass::kNullHandling, std::move(total));
      CallExpr rows = call_;
      rows.name = "count";
      rows.star = true;
      rows.distinct = false;
      rows.arguments.clear();
      replace(ErrorClass::kAggregate, std::move(rows));
    }
  }

  void dates() {
    if (call_.arguments.size() < 2) return;
    if (same_name(call_.name, "strftime")) other_texts(kFormats);
    const bool by_unit = same_name(call_.name, "date_trunc") ||
                         same_name(call_.name, "date_part") || same_name(call_.name, "date_diff") ||
                         same_name(call_.name, "dateadd");
    if (by_unit) other_texts(kUnits);
    modifiers();
  }

  // date(x, 'start of month') is taken for the day, or for what the text says before its offset.
  void modifiers() {
    const bool is_day = same_name(call_.name, "date");
    const std::size_t kept = same_name(call_.name, "strftime") ? 2 : 1;
    if (!is_day && kept == 1 && !same_name(call_.name, "datetime")) return;
    if (call_.arguments.size() <= kept) return;
    CallExpr shorter = call_;
    shorter.arguments.pop_back();
    replace(ErrorClass::kDatePart, std::move(shorter));
    const auto* modifier = std::get_if<LiteralExpr>(&call_.arguments[1].node);
    if (!is_day || modifier == nullptr || modifier->text != "'start of month'") return;
    CallExpr month{.name = "substr",
                   .arguments = {call_.arguments[0], number_literal("1"), number_literal("7")}};
    sink_.replace(*place_.expr, place_.clause, ErrorClass::kDatePart,
                  binary(BinaryOperator::kConcat, made(std::move(month)), string_literal("-01")));
  }

  // Other texts in the first argument's place.
  template <std::size_t count>
  void other_texts(const std::array<std::string_view, count>& texts) {
    const auto* literal = std::get_if<LiteralExpr>(&call_.arguments.front().node);
    if (literal == nullptr || literal->kind != LiteralKind::kText) return;
    for (const std::string_view text : texts) {
      CallExpr changed = call_;
      changed.arguments.front() = string_literal(text);
      replace(ErrorClass::kDatePart, std::move(changed));
    }
  }

  void rounding() {
    if (!same_name(call_.name, "round") || call_.arguments.empty()) return;
    CallExpr whole = call_;
    whole.arguments.resize(1);
    replace(ErrorClass::kRounding, whole);
    const Expr& value = call_.arguments.front();
    sink_.replace(*place_.expr, place_.clause, ErrorClass::kRounding,
                  made(CastExpr{.operand = value, .type = "INTEGER"}));
  }

  void window(const WindowDefinition& definition) {
    for (std::size_t index = 0; index < definition.partition_by.size(); ++index) {
      WindowDefinition changed = definition;
      changed.partition_by.erase(changed.partition_by.begin() + static_cast<std::ptrdiff_t>(index));
      replace_window(std::move(changed));
    }
    for (std::size_t index = 0; index < definition.order_by.size(); ++index) {
      WindowDefinition fewer = definition;
      fewer.order_by.erase(fewer.order_by.begin() + static_cast<std::ptrdiff_t>(index));
      replace_window(std::move(fewer));
      WindowDefinition turned = definition;
      SortDirection& direction = turned.order_by[index].direction;
      direction = direction == SortDirection::kDescending ? SortDirection::kAscending
                                                          : SortDirection::kDescending;
      replace_window(std::move(turned));
    }
    frames(definition);
  }

  // A running sum takes ties together, or row by row; or the frame is another one.
  void frames(const WindowDefinition& definition) {
    if (definition.order_by.empty()) return;
    WindowDefinition changed = definition;
    if (definition.frame) {
      changed.frame.reset();
      replace_window(changed);
      WindowFrame other = *definition.frame;
      other.unit = other.unit == FrameUnit::kRows ? FrameUnit::kRange : FrameUnit::kRows;
      changed.frame = other;
      replace_window(changed);
      other = *definition.frame;
      other.end = {.edge = FrameEdge::kUnboundedFollowing, .offset = {}};
      changed.frame = other;
      replace_window(std::move(changed));
      return;
    }
    WindowFrame frame{.unit = FrameUnit::kRows};
    frame.start.edge = FrameEdge::kUnboundedPreceding;
    frame.end.edge = FrameEdge::kCurrentRow;
    changed.frame = frame;
    replace_window(changed);
    frame.end.edge = FrameEdge::kUnboundedFollowing;
    changed.frame = frame;
    replace_window(std::move(changed));
  }

  void replace_window(WindowDefinition definition) {
    CallExpr changed = call_;
    changed.over = std::move(definition);
    replace(ErrorClass::kWindow, std::move(changed));
  }

  void replace(ErrorClass error_class, CallExpr fresh) {
    sink_.replace(*place_.expr, place_.clause, error_class, made(std::move(fresh)));
  }

  MutantSink& sink_;
  const ExprPlace& place_;
  const CallExpr& call_;
};

}  // namespace

void mutate_call(MutantSink& sink, const ExprPlace& place) {
  const auto* call = std::get_if<CallExpr>(&place.expr->node);
  if (call != nullptr) CallMutations(sink, place, *call).all();
}

}  // namespace nightshift
