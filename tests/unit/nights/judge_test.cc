#include "grader/nights/judge.h"

#include "engine/json/write.h"
#include "tests/support/catch.h"
#include "tests/unit/nights/lesson_nights.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

std::string checked(NightEvidence& evidence, NightCheck check, const CheckSpec& spec = {}) {
  return outcome_of(check(evidence, spec));
}
std::string checked(const LessonNight& night, const Script& script, NightCheck check,
                    const CheckSpec& spec = {}) {
  NightEvidence evidence(night, script);
  return checked(evidence, check, spec);
}

constexpr std::string_view kFlag = "11T02:05 tile flag cfo_revenue_yesterday --stale \"wait\"\n";
constexpr std::string_view kMap = "11T02:10 map shop.orders amount_minor_units -> amount_cents\n";
constexpr std::string_view kBackfill =
    "11T02:20 backfill create --dag-id orders_daily --from-date 2026-03-10 --to-date 2026-03-10 "
    "--reprocess-behavior completed\n";

std::string repair(bool twice = false) {
  std::string text = std::string(kFlag) + std::string(kMap) + std::string(kBackfill);
  if (twice) text += "11T03:00" + std::string(kBackfill.substr(kBackfill.find(' ')));
  return text;
}

// Overrides the producer's CI, renames another column.
const std::string kOverride =
    R"([{"id": "f1", "kind": "column.rename", "at": "2026-03-08T22:00:00Z", "on": "shop.orders",
         "column": "amount_cents", "to": "total_cents", "when_blocked": "override"}])";
const std::string kNewColumn =
    R"([{"id": "f1", "kind": "column.add", "at": "2026-03-08T22:00:00Z", "on": "shop.orders",
         "column": "note"}])";

TEST_CASE("night_valid") {
  const LessonNight night = lesson_night({});
  CHECK(checked(night, {}, check_night_valid) == "pass");
  CHECK(checked(night, script_of(repair()), check_night_valid) == "pass");
  CHECK(checked(night, script_of("11T02:10 tile flag no_such_tile --stale wait"),
                check_night_valid) == "fail night.command_refused");
  const Move broken = install_at("11T02:10", {{"pipeline.jsonc", "{"}});
  const Move good = install_at("11T02:20", orders_daily(kGood));
  CHECK(checked(night, {broken}, check_night_valid) == "fail night.files_refused");
  CHECK(checked(night, {broken, good}, check_night_valid) == "pass");
}

TEST_CASE("a script that cannot be read") {
  const LessonNight night = lesson_night({});
  NightEvidence evidence(night, fail(Errors{{.code = "script.order",
                                             .message = "The moves are not in order.",
                                             .remedy = "Sort them."}}));
  CHECK(checked(evidence, check_night_valid) == "fail script.order");
  CHECK(checked(evidence, check_values_true) == "skipped night.no_script");
  CHECK(checked(evidence, check_honest) == "skipped night.no_script");
  CHECK(night_summary(evidence).is_null());
}

TEST_CASE("the starter, the repair, and the repair that doubles") {
  const LessonNight night = lesson_night({});
  const CheckSpec within = spec_with("within", 15 * kMinuteUs);
  NightEvidence nothing(night, Script{});
  CHECK(checked(nothing, check_consumers_told, within) == "fail night.not_told");
  CHECK(checked(nothing, check_values_true) == "fail night.day_missing");
  CHECK(checked(nothing, check_no_loss) == "fail night.order_missing");
  CHECK(checked(nothing, check_no_duplicates) == "pass");
  NightEvidence repaired(night, script_of(repair()));
  CHECK(checked(repaired, check_consumers_told, within) == "pass");
  CHECK(checked(repaired, check_values_true) == "pass");
  CHECK(checked(repaired, check_no_loss) == "pass");
  CHECK(checked(repaired, check_no_duplicates) == "pass");
  CHECK(checked(repaired, check_deterministic) == "pass");
  NightEvidence doubled(night, script_of(repair(true)));
  CHECK(checked(doubled, check_values_true) == "fail night.value_wrong");
  CHECK(checked(doubled, check_no_duplicates) == "fail night.order_twice");
}

TEST_CASE("replay_safe: append doubles the day") {
  CHECK(checked(lesson_night(kMapped), {}, check_replay_safe) == "fail night.replay_differs");
  CHECK(checked(lesson_night(kGood), {}, check_replay_safe) == "pass");
  const LessonNight night = lesson_night(kMapped);
  NightEvidence evidence(night, Script{});
  const std::string say = check_replay_safe(evidence, {}).message;
  CHECK(say.starts_with("After the first replay of 10 March, in raw.orders order "));
  CHECK(say.ends_with(" stood there once and then twice."));
}

TEST_CASE("replay_safe: a day that no run is about cannot be replayed") {
  Edits weekly = kGood;
  weekly.push_back({"0 0 * * *", "0 0 * * 1"});
  CHECK(checked(lesson_night(weekly), {}, check_replay_safe) == "fail night.replay_refused");
}

TEST_CASE("crash_safe: batches without a transaction, appended") {
  Edits edits = kMapped;
  edits.push_back({R"("destination_sync_mode": "append")",
                   R"("destination_sync_mode": "append", "transaction": false)"});
  CHECK(checked(lesson_night(edits), {}, check_crash_safe) == "fail night.crash_differs");
  CHECK(checked(lesson_night(kGood), {}, check_crash_safe) == "pass");
  CHECK(checked(lesson_night({}), {}, check_crash_safe) == "unknown night.nothing_loaded");
  LessonNight late = lesson_night(kGood);
  late.incident_day = march("20");
  CHECK(checked(late, {}, check_crash_safe) == "unknown night.not_tried");
}

TEST_CASE("honest in hidden worlds, and the smallest night that breaks the fix") {
  CHECK(checked(lesson_night(kGood, {"[]", kRename}), {}, check_honest) == "pass");
  CHECK(checked(lesson_night(kGood), {}, check_honest) == "unknown night.not_tried");
  const LessonNight night = lesson_night(kGood, {kRename, kOverride});
  NightEvidence evidence(night, Script{});
  const CheckVerdict verdict = check_no_silent_success(evidence, {});
  CHECK(outcome_of(verdict) == "fail night.silent_success");
  CHECK(verdict.message.starts_with("In the hidden world \"World world-2\" (one of 2): "));
  CHECK(
      verdict.message.ends_with(" The smallest night that breaks your fix: 1 fault, 2 days, 2 "
                                "orders."));
  REQUIRE(verdict.failed_on);
  CHECK(verdict.failed_on->name == "world-2");
  const Json& smallest = *verdict.witness.find("smallest");
  CHECK(*smallest.find("faults")->if_integer() == 1);
  CHECK(*smallest.find("days")->if_integer() == 2);
  CHECK(*verdict.witness.find("world")->if_string() == "world-2");
  CHECK(verdict.witness.find("lines")->if_array()->size() ==
        verdict.witness.find("events")->if_array()->size());
}

TEST_CASE("the smallest night replays: it is a scenario, and it fails alike") {
  const LessonNight night = lesson_night(kGood, {kOverride});
  NightEvidence evidence(night, Script{});
  const CheckVerdict verdict = check_no_silent_success(evidence, {});
  const Json& scenario = *verdict.witness.find("smallest")->find("scenario");
  Errors errors;
  JsonReader reader(scenario, {Whose::kAuthor, "smallest.jsonc"}, errors);
  LessonNight again = lesson_night(kGood, {"[]"});
  again.worlds.front().plan = read_night_plan(reader);
  CHECK(errors.empty());
  CHECK(checked(again, {}, check_no_silent_success) == "fail night.silent_success");
}

TEST_CASE("gate, detected, quiet, useful on real nights") {
  const LessonNight open = lesson_night(kGood, {"[]", kNewColumn, kRename});
  NightEvidence evidence(open, Script{});
  CHECK(checked(evidence, check_gate) == "fail night.gate_open");
  CHECK(checked(evidence, check_detected, spec_with("within", kHourUs)) == "fail night.not_paged");
  CHECK(checked(evidence, check_quiet) == "pass");
  CHECK(checked(evidence, check_useful, spec_with("permille", 950)) == "pass");
  const LessonNight blank = lesson_night(
      {{"select coalesce(sum(revenue_cents), 0) from {{ ref('fct_revenue_daily') }} where day = "
        "'{{ yesterday }}'",
        "select null from {{ ref('fct_revenue_daily') }}"}},
      {"[]"});
  CHECK(checked(blank, {}, check_useful, spec_with("permille", 950)) == "fail night.not_useful");
  CHECK(checked(blank, {}, check_honest) == "pass");
  CHECK(checked(lesson_night(kGood, {kRename}), {}, check_quiet) == "unknown night.not_tried");
  CHECK(checked(lesson_night(kGood, {"[]"}), {}, check_gate) == "unknown night.not_tried");
}

TEST_CASE("the summary of the played night") {
  const LessonNight night = lesson_night({});
  NightEvidence nothing(night, Script{});
  const Json silent = night_summary(nothing);
  REQUIRE(silent.find("detect_us")->if_integer() != nullptr);
  CHECK(*silent.find("detect_us")->if_integer() == 4 * kHourUs);  // the assistant, at 02:00
  CHECK(*silent.find("notify_us")->if_integer() == 0);
  CHECK(silent.find("repair_us")->is_null());
  CHECK(*silent.find("pages")->if_integer() >= 1);
  CHECK(*silent.find("silent_wrong_us")->if_integer() > 2 * kDayUs);
  CHECK_FALSE(silent.find("tile")->if_array()->empty());
  NightEvidence repaired(night, script_of(repair()));
  const Json summary = night_summary(repaired);
  CHECK(*summary.find("silent_wrong_us")->if_integer() <
        *silent.find("silent_wrong_us")->if_integer());
  const Json& stretch = summary.find("tile")->if_array()->front();
  CHECK(
      write_json(stretch, JsonLayout::kCompact).starts_with("{\"from\":\"2026-03-06T00:00:00Z\""));
}

PointStep point_step() {
  return {.answer = "diagnose.json",
          .targets = {{.kind = "src.schema",
                       .subject = "shop.orders",
                       .correct = true,
                       .feedback = "The rename."},
                      {.kind = "app.release",
                       .subject = "",
                       .correct = false,
                       .feedback = "Close: what did it change?"}}};
}

std::int64_t first_event(const Trace& trace, TraceKind kind) {
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    if (trace.at(index).kind == kind) return index;
  }
  return -1;
}

TEST_CASE("pointing at an event") {
  const LessonNight night = lesson_night({});
  NightEvidence evidence(night, Script{});
  const Trace& trace = evidence.before().trace;
  const auto pointed = [&](std::int64_t event) {
    return check_event(evidence, point_step(), {.event = event, .looks = {}});
  };
  const CheckVerdict right = pointed(first_event(trace, TraceKind::kSourceSchema));
  CHECK(outcome_of(right) == "pass");
  CHECK(right.notes == std::vector<std::string>{"The rename."});
  const CheckVerdict close = pointed(first_event(trace, TraceKind::kRelease));
  CHECK(outcome_of(close) == "fail night.other_event");
  CHECK(close.message == "Close: what did it change?");
  CHECK(outcome_of(pointed(first_event(trace, TraceKind::kRunStart))) == "fail night.other_event");
  CHECK(outcome_of(pointed(first_event(trace, TraceKind::kFaultFire))) == "fail night.no_event");
  CHECK(outcome_of(pointed(-1)) == "fail night.no_event");
  CHECK(outcome_of(pointed(trace.size())) == "fail night.no_event");
}

}  // namespace
}  // namespace nightshift
