#include "grader/nights/played_judges.h"

#include "tests/support/catch.h"
#include "tests/unit/nights/lesson_nights.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

// Tables as the learner's warehouse holds them: raw orders, and one row a day.
struct Tables {
  std::vector<std::int64_t> orders;
  std::vector<std::pair<std::string, Cell>> days;

  NightContents contents(TimeUs at) const {
    Table raw{{{.name = "order_id", .type = ColumnType::kInteger}}};
    for (const std::int64_t id : orders) raw.columns[0].cells.emplace_back(id);
    Table revenue{{{.name = "day", .type = ColumnType::kDate},
                   {.name = "revenue_cents", .type = ColumnType::kInteger}}};
    for (const auto& [day, cents] : days) {
      revenue.columns[0].cells.emplace_back("2026-03-" + day);
      revenue.columns[1].cells.push_back(cents);
    }
    return {.at = at, .raw = raw, .revenue = revenue};
  }
};

// Two days with orders: 300 on the 10th, and 500 on the 12th, of which 200 were given back later.
MadeNight two_days() {
  return MadeNight()
      .order("10T10:00", 300)
      .order("12T10:00", 300)
      .order("12T11:00", 200, "", "13T09:00");
}
const Tables kRight = {.orders = {1, 2, 3}, .days = {{"10", 300}, {"12", 500}}};

template <typename Judge>
std::string judged(const MadeNight& night, const Tables& tables, Judge judge) {
  const LessonNight lesson = lesson_night({});
  const NightContents contents = tables.contents(night.record.until);
  return outcome_of(judge(PlayedFacts{night.record, contents, lesson}));
}

Tables with_days(const std::vector<std::pair<std::string, Cell>>& days) {
  return {.orders = {1, 2, 3}, .days = days};
}

TEST_CASE("values_true") {
  const auto values = [](const Tables& tables) {
    return judged(two_days(), tables, judge_values_true);
  };
  CHECK(values(kRight) == "pass");
  CHECK(values(with_days({{"10", 300}, {"12", 300}})) == "pass");  // after the refund
  CHECK(values(with_days({{"10", 300.0}, {"12", 300}, {"13", 0}})) == "pass");
  CHECK(values(with_days({{"10", 300}, {"12", 400}})) == "fail night.value_wrong");
  CHECK(values(with_days({{"10", Null{}}, {"12", 500}})) == "fail night.value_wrong");
  CHECK(values(with_days({{"10", 300}, {"11", 5}, {"12", 500}})) == "fail night.value_wrong");
  CHECK(values(with_days({{"12", 500}})) == "fail night.day_missing");
  CHECK(values(with_days({{"10", 300}, {"10", 300}, {"12", 500}})) == "fail night.day_twice");
  // The last day has not been loaded when the night ends.
  CHECK(values(with_days({{"10", 300}, {"12", 500}, {"14", 9}})) == "pass");
}

TEST_CASE("values_true: what the learner reads, and what is not known") {
  const LessonNight lesson = lesson_night({});
  MadeNight night = two_days();
  const NightContents wrong = with_days({{"10", 0}, {"12", 500}}).contents(night.record.until);
  CHECK(judge_values_true({night.record, wrong, lesson}).say ==
        "fct_revenue_daily says $0.00 for 10 March; the revenue was $3.00.");
  NightContents gone = wrong;
  gone.revenue = fail(Error{.code = "sql.no_such_table", .message = "no such table"});
  CHECK(outcome_of(judge_values_true({night.record, gone, lesson})) == "fail night.no_table");
  gone.revenue = fail(Error{.code = "sql.over_budget_rows", .message = "too many"});
  CHECK(outcome_of(judge_values_true({night.record, gone, lesson})) == "unknown night.limit");
  NightContents renamed = wrong;
  renamed.revenue->columns[1].name = "revenue";
  CHECK(outcome_of(judge_values_true({night.record, renamed, lesson})) == "fail night.no_table");
  night.record.is_over_limit = true;
  CHECK(judged(night, kRight, judge_values_true) == "unknown night.limit");
}

TEST_CASE("no_loss") {
  const auto loss = [](const Tables& tables) { return judged(two_days(), tables, judge_no_loss); };
  CHECK(loss(kRight) == "pass");
  CHECK(loss({.orders = {3, 2, 1, 1}}) == "pass");
  CHECK(loss({.orders = {1, 3}}) == "fail night.order_missing");
  CHECK(loss({}) == "fail night.order_missing");
  CHECK(judged(MadeNight(), kRight, judge_no_loss) == "unknown night.nothing_loaded");
  // Paid on the last day: nobody can have loaded it.
  CHECK(judged(two_days().order("14T08:00", 100), kRight, judge_no_loss) == "pass");
  MadeNight cut_off = two_days();
  cut_off.record.is_over_limit = true;
  CHECK(judged(cut_off, kRight, judge_no_loss) == "unknown night.limit");
  const LessonNight lesson = lesson_night({});
  const MadeNight night = two_days();
  const NightContents one = Tables{.orders = {1}}.contents(night.record.until);
  CHECK(judge_no_loss({night.record, one, lesson}).say ==
        "2 orders are paid and not in raw.orders. The first one is order 2 over $3.00, paid at "
        "10:00 on 12 March.");
}

TEST_CASE("no_duplicates") {
  const auto twice = [](const Tables& tables) {
    return judged(two_days(), tables, judge_no_duplicates);
  };
  CHECK(twice(kRight) == "pass");
  CHECK(twice({.orders = {1, 2, 2, 3}}) == "fail night.order_twice");
  CHECK(twice({}) == "unknown night.nothing_loaded");
  MadeNight cut_off = two_days();
  cut_off.record.is_over_limit = true;
  CHECK(judged(cut_off, kRight, judge_no_duplicates) == "unknown night.limit");
  const LessonNight lesson = lesson_night({});
  const MadeNight night = two_days();
  const NightContents many = Tables{.orders = {1, 2, 2, 2, 3, 3}}.contents(night.record.until);
  CHECK(judge_no_duplicates({night.record, many, lesson}).say ==
        "raw.orders holds 3 rows of order_id 2, where one is due; so it is with 2 orders.");
}

// The learner takes over on the 11th at 02:00.
std::string told(const MadeNight& night, DurationUs within) {
  const LessonNight lesson = lesson_night({});
  const NightContents contents;
  return outcome_of(
      judge_consumers_told({night.record, contents, lesson}, spec_with("within", within)));
}

TEST_CASE("consumers_told") {
  const MadeNight wrong = MadeNight().order("10T10:00", 300).shows("11T00:10", 0);
  const MadeNight gone = MadeNight(wrong).shows_no_data("12");
  CHECK(told(gone, kHourUs) == "fail night.not_told");
  CHECK(told(MadeNight(gone).flagged("11T02:30", true), kHourUs) == "pass");
  CHECK(told(MadeNight(gone).flagged("11T03:30", true), kHourUs) == "fail night.not_told");
  CHECK(told(MadeNight(gone).flagged("11T03:30", true), 2 * kHourUs) == "pass");
  CHECK(told(MadeNight(gone).flagged("11T02:30", true).flagged("11T05:00", false), kHourUs) ==
        "fail night.not_told");
  CHECK(told(MadeNight(wrong).shows("11T02:40", 300).shows_no_data("12"), kHourUs) == "pass");
  MadeNight deleted = wrong;
  deleted.record.tile.reset();
  CHECK(told(deleted, kHourUs) == "fail night.no_tile");
  CHECK(told(gone, 10 * kDayUs) == "unknown night.limit");
  MadeNight cut_off = MadeNight(wrong).shows("11T02:40", 300).shows_no_data("12");
  cut_off.record.is_over_limit = true;
  CHECK(told(cut_off, kHourUs) == "unknown night.limit");
}

TEST_CASE("deterministic") {
  CHECK(outcome_of(judge_deterministic("5e1c", "5e1c")) == "pass");
  CHECK(outcome_of(judge_deterministic("5e1c", "d215")) == "fail night.not_repeatable");
}

}  // namespace
}  // namespace nightshift
