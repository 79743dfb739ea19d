#include "grader/nights/looks.h"

#include "grader/nights/judge.h"
#include "tests/support/catch.h"
#include "tests/unit/nights/lesson_nights.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

constexpr LookPrices kPrices = {
    .budget = 15 * kMinuteUs, .log = 2 * kMinuteUs, .query = 3 * kMinuteUs};

Look log(std::string subject) { return LogLook{std::move(subject)}; }
Look query(NightDatabase database) { return QueryLook{database, "select 1"}; }
std::vector<Look> queries(int count) {
  return {static_cast<std::size_t>(count), query(NightDatabase::kShop)};
}

// "task load_orders 12", one a line.
std::string subjects_of(const Trace& trace) {
  std::string lines;
  for (const LookSubject& subject : look_subjects(trace)) {
    lines += std::string(subject.about) + ' ' + subject.subject + ' ' +
             std::to_string(subject.events) + '\n';
  }
  return lines;
}

TEST_CASE("what there is to look at: every subject of the trace, in order of appearance") {
  MadeNight night;
  night.add("10", TraceKind::kTileShow, "tile", {});
  night.add("10", TraceKind::kRunStart, "orders_daily", {});
  night.add("10", TraceKind::kTaskState, "load_orders", {});
  night.add("10", TraceKind::kSyncRead, "load_orders", {});
  night.add("10", TraceKind::kCiCheck, "shop", {});
  night.add("10", TraceKind::kSourceSchema, "shop.orders", {});
  night.add("10", TraceKind::kMonitorEval, "fresh", {});
  night.add("10", TraceKind::kPageOpen, "viewer:tile", {});
  CHECK(subjects_of(night.record.trace) ==
        "tile tile 1\npipeline orders_daily 1\ntask load_orders 2\nteam shop 1\n"
        "table of the shop shop.orders 1\nmonitor fresh 1\npage viewer:tile 1\n");
}

TEST_CASE("what the fault plan did is no subject, and counts as no line") {
  MadeNight night;
  night.add("10", TraceKind::kFaultFire, "shop.orders", {});
  CHECK(subjects_of(night.record.trace).empty());
  night.add("10", TraceKind::kSourceWrite, "shop.orders", {});
  CHECK(subjects_of(night.record.trace) == "table of the shop shop.orders 1\n");
}

TEST_CASE("a look into the log of something that is not there") {
  MadeNight night;
  night.add("10", TraceKind::kTaskState, "load_orders", {});
  const Trace& trace = night.record.trace;
  CHECK_FALSE(unknown_look(trace, {log("load_orders"), query(NightDatabase::kShop)}, "look.json"));
  const auto error =
      unknown_look(trace, {query(NightDatabase::kShop), log("load_order")}, "look.json");
  REQUIRE(error);
  CHECK(error->code == "answer.unknown_subject");
  CHECK(error->whose == Whose::kLearner);
  CHECK(error->where.file == "look.json");
  CHECK(error->where.pointer == "/looks/1/log");
  CHECK(error->remedy == "Did you mean \"load_orders\"?");
}

TEST_CASE("the same log twice costs once, every query costs") {
  const auto spent = spent_looks({log("a"), query(NightDatabase::kShop), log("a"), log("b"),
                                  query(NightDatabase::kShop), query(NightDatabase::kWarehouse)},
                                 kPrices);
  std::string lines;
  for (const SpentLook& look : spent) {
    lines += look.what + ' ' + std::to_string(look.cost / kMinuteUs) + '\n';
  }
  CHECK(lines ==
        "the log of a 2\na query of the shop 3\nthe log of b 2\na query of the shop 3\n"
        "a query of the warehouse 3\n");
}

PointStep priced_step() {
  return {.answer = "diagnose.json",
          .targets = {{.kind = "src.schema", .correct = true, .feedback = "The rename."},
                      {.kind = "", .correct = false, .feedback = "Something else."}},
          .looks = kPrices};
}

TEST_CASE("within_budget: all looks together, to the minute") {
  const LessonNight night = lesson_night({});
  NightEvidence evidence(night, Script{});
  const auto checked = [&](std::vector<Look> looks) {
    return check_within_budget(evidence, priced_step(), {.event = 0, .looks = std::move(looks)});
  };
  CHECK(outcome_of(checked({})) == "pass");
  const CheckVerdict just = checked(queries(5));
  CHECK(outcome_of(just) == "pass");
  CHECK(just.notes ==
        std::vector<std::string>{"Your looks took 15 minutes, and there were 15 minutes."});
  std::vector<Look> more = queries(5);
  more.push_back(log("load_orders"));
  const CheckVerdict over = checked(more);
  CHECK(outcome_of(over) == "fail night.over_budget");
  CHECK(over.message.starts_with(
      "Your looks took 17 minutes, and there were 15 minutes: a query of the shop 3 minutes, "));
  CHECK(over.message.ends_with(", the log of load_orders 2 minutes."));
  CHECK(checked(queries(14)).message.ends_with("a query of the shop 3 minutes, and 2 more."));
  CHECK(evidence.nights_run() == 0);
}

TEST_CASE("within_budget: a step in which looking takes no time has no budget to keep") {
  const LessonNight night = lesson_night({});
  NightEvidence evidence(night, Script{});
  PointStep open = priced_step();
  open.looks.reset();
  CHECK(outcome_of(check_within_budget(evidence, open, {})) == "unknown night.not_tried");
}

std::int64_t first_event(const Trace& trace, TraceKind kind) {
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    if (trace.at(index).kind == kind) return index;
  }
  return -1;
}

TEST_CASE("an event counts only where somebody has looked") {
  const LessonNight night = lesson_night({});
  NightEvidence evidence(night, Script{});
  const Trace& trace = evidence.before().trace;
  const std::int64_t cause = first_event(trace, TraceKind::kSourceSchema);
  const auto pointed = [&](const PointStep& step, std::int64_t event, std::vector<Look> looks) {
    return check_event(evidence, step, {.event = event, .looks = std::move(looks)});
  };
  CHECK(outcome_of(pointed(priced_step(), cause, {log("shop.orders")})) == "pass");
  const CheckVerdict luck = pointed(priced_step(), cause, {log("load_orders")});
  CHECK(outcome_of(luck) == "fail night.not_looked_at");
  CHECK(luck.message.find("is about shop.orders, and you have not looked at its log") !=
        std::string::npos);
  CHECK(outcome_of(pointed(priced_step(), cause, queries(2))) == "fail night.not_looked_at");
  // Who has not looked learns nothing about a wrong event either.
  const std::int64_t run = first_event(trace, TraceKind::kRunStart);
  CHECK(outcome_of(pointed(priced_step(), run, {})) == "fail night.not_looked_at");
  CHECK(outcome_of(pointed(priced_step(), run, {log("orders_daily")})) == "fail night.other_event");
  CHECK(outcome_of(pointed(priced_step(), trace.size(), {})) == "fail night.no_event");
  PointStep open = priced_step();
  open.looks.reset();
  CHECK(outcome_of(pointed(open, cause, {})) == "pass");
}

TEST_CASE("a target may be the event of one moment") {
  const LessonNight night = lesson_night({});
  NightEvidence evidence(night, Script{});
  const Trace& trace = evidence.before().trace;
  const std::int64_t cause = first_event(trace, TraceKind::kSourceSchema);
  PointStep step = priced_step();
  const std::vector<Look> looks = {log("shop.orders")};
  step.targets.front().at = trace.at(cause).time;
  CHECK(outcome_of(check_event(evidence, step, {cause, looks})) == "pass");
  step.targets.front().at = trace.at(cause).time + 1;
  CHECK(outcome_of(check_event(evidence, step, {cause, looks})) == "fail night.other_event");
}

}  // namespace
}  // namespace nightshift
