#include "grader/nights/world_judges.h"

#include <string>

#include "tests/support/catch.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

// On 10 March 300 cents came in; the tile says so from ten past midnight on.
MadeNight honest_night() {
  return MadeNight().order("10T10:00", 300).shows("11T00:10", 300).shows_no_data("12");
}

MadeNight cut_off(MadeNight night) {
  night.record.is_over_limit = true;
  return night;
}

std::string honest(const MadeNight& night, DurationUs at_most = 0) {
  return outcome_of(judge_honest(night.record, spec_with("at_most", at_most)));
}

TEST_CASE("honest: a wrong number that nobody flagged") {
  CHECK(honest(honest_night()) == "pass");
  const MadeNight zero = MadeNight()
                             .order("10T10:00", 300)
                             .shows("11T00:10", 0)
                             .shows("11T02:00", 300)
                             .shows_no_data("12");
  CHECK(honest(zero) == "fail night.silent_wrong");
  CHECK(honest(zero, kHourUs) == "fail night.silent_wrong");
  CHECK(honest(zero, 2 * kHourUs) == "pass");
  CHECK(honest(MadeNight(zero).flagged("11T00:00", true)) == "pass");
  CHECK(honest(cut_off(zero)) == "fail night.silent_wrong");
}

TEST_CASE("honest: what the learner reads") {
  const MadeNight zero = MadeNight()
                             .order("10T10:00", 404'954)
                             .change(FaultKind::kColumnRename, "10T22:00", "shipped")
                             .loaded("11T00:04", 54, 0)
                             .shows("11T00:10", 0)
                             .flagged("11T02:00", true);
  const Judgement judgement = judge_honest(zero.record, spec_with());
  CHECK(judgement.say ==
        "The tile showed $0.00 from 00:10 to 02:00 on 11 March, the truth was $4,049.54, and "
        "nobody was told.");
  // The change, the run that said success, and the number.
  CHECK(judgement.events == std::vector<std::int64_t>{3, 4, 5});
}

TEST_CASE("honest: several stretches are counted") {
  const MadeNight twice = MadeNight()
                              .order("10T10:00", 300)
                              .shows("11T00:10", 0)
                              .shows_no_data("11T00:20")
                              .shows("11T00:30", 7)
                              .shows_no_data("11T01:30");
  CHECK(
      judge_honest(twice.record, spec_with())
          .say.ends_with("and nobody was told. That happened 2 times, 1 hour 10 minutes in all."));
}

TEST_CASE("honest: nothing to judge") {
  MadeNight gone;
  gone.record.tile.reset();
  CHECK(honest(gone) == "fail night.no_tile");
  CHECK(honest(MadeNight()) == "unknown night.nothing_shown");
  CHECK(honest(cut_off(honest_night())) == "unknown night.limit");
}

std::string silent_success(const MadeNight& night) {
  return outcome_of(judge_no_silent_success(night.record, spec_with()));
}

TEST_CASE("no_silent_success") {
  CHECK(silent_success(MadeNight().loaded("02T00:04", 54, 54)) == "pass");
  CHECK(silent_success(MadeNight().loaded("02T00:04", 54, 54).loaded("03T00:04", 54, 0)) ==
        "fail night.silent_success");
  CHECK(silent_success(MadeNight().loaded("02T00:04", 54, 0, "failed")) == "pass");
  CHECK(silent_success(MadeNight().quarantined("02T00:04", 54).loaded("02T00:04", 54, 0)) ==
        "pass");
  CHECK(silent_success(MadeNight().quarantined("01T00:04", 54).loaded("02T00:04", 54, 0)) ==
        "fail night.silent_success");
  CHECK(silent_success(MadeNight().loaded("02T00:04", 0, 0)) == "skipped");
  CHECK(silent_success(MadeNight()) == "skipped");
  CHECK(silent_success(cut_off(MadeNight().loaded("02T00:04", 54, 54))) == "unknown night.limit");
  const MadeNight night = MadeNight().loaded("02T00:04", 54, 0);
  CHECK(judge_no_silent_success(night.record, spec_with()).say ==
        "load_orders read 54 rows, wrote none, and reported success at 00:04 on 2 March.");
}

std::string gate(const MadeNight& night) {
  return outcome_of(judge_gate(night.record, spec_with()));
}

TEST_CASE("gate") {
  CHECK(gate(MadeNight().change(FaultKind::kColumnRename, "10T22:00", "refused")) == "pass");
  CHECK(gate(MadeNight().change(FaultKind::kColumnRename, "10T22:00", "shipped")) ==
        "fail night.gate_open");
  CHECK(gate(MadeNight().change(FaultKind::kColumnRename, "10T22:00", "overridden")) == "skipped");
  CHECK(gate(MadeNight().change(FaultKind::kColumnAdd, "10T22:00", "shipped")) == "pass");
  CHECK(gate(MadeNight().change(FaultKind::kColumnAdd, "10T22:00", "refused")) ==
        "fail night.gate_shut");
  CHECK(gate(MadeNight()
                 .change(FaultKind::kColumnRename, "10T22:00", "refused")
                 .change(FaultKind::kColumnAdd, "11T22:00", "refused")) == "fail night.gate_shut");
  CHECK(gate(MadeNight().trouble(FaultKind::kVolumeDrop, "10T22:00")) == "skipped");
  CHECK(gate(cut_off(MadeNight().change(FaultKind::kColumnAdd, "10", "shipped"))) ==
        "unknown night.limit");
  const MadeNight shut = MadeNight().change(FaultKind::kColumnAdd, "10T22:00", "refused");
  CHECK(judge_gate(shut.record, spec_with()).say ==
        "\"A change\" breaks nobody, and the producer's CI refused it at 22:00 on 10 March: It "
        "breaks us.");
}

std::string detected(const MadeNight& night, DurationUs within = kHourUs) {
  return outcome_of(judge_detected(night.record, spec_with("within", within)));
}

TEST_CASE("detected: the clock starts when the pipeline looks") {
  const MadeNight broken = MadeNight().change(FaultKind::kColumnRename, "10T22:00", "overridden");
  const MadeNight read = MadeNight(broken).reads("11T00:04");
  CHECK(detected(MadeNight(read).pages("11T01:00", "k")) == "pass");
  CHECK(detected(MadeNight(read).pages("11T01:30", "k")) == "fail night.not_paged");
  CHECK(detected(MadeNight(read).pages("11T01:30", "k"), 2 * kHourUs) == "pass");
  CHECK(detected(MadeNight(read).pages("11T01:00", "k", false)) == "fail night.not_paged");
  CHECK(detected(read) == "fail night.not_paged");
  // Somebody who watched the schema was quicker than the run.
  CHECK(detected(MadeNight(broken).pages("10T22:15", "k").reads("11T00:04")) == "pass");
  CHECK(detected(MadeNight()
                     .pages("10T21:00", "k")
                     .change(FaultKind::kColumnRename, "10T22:00", "overridden")
                     .reads("11T00:04")) == "fail night.not_paged");
  CHECK(judge_detected(MadeNight(read).pages("11T02:00", "k").record, spec_with("within", kHourUs))
            .say ==
        "\"A change\" shipped at 22:00 on 10 March. load_orders looked at the changed table at "
        "00:04 on 11 March, and until 01:04 on 11 March nobody was paged; the first page came at "
        "02:00 on 11 March.");
}

TEST_CASE("detected: who takes a change as it comes need wake nobody") {
  const auto told = [](std::int64_t last) {
    return detected(MadeNight()
                        .order("10T10:00", 500)
                        .order("11T10:00", 100)
                        .order("12T10:00", 200)
                        .order("13T10:00", 300)
                        .change(FaultKind::kColumnRename, "10T22:00", "overridden")
                        .shows("11T00:00", 500)
                        .reads("11T00:04")
                        .shows("12T00:00", 100)
                        .shows("13T00:00", 200)
                        .shows("14T00:00", last));
  };
  CHECK(told(300) == "skipped");
  CHECK(told(0) == "fail night.not_paged");
  // Zero is true of a day without trade, and of a load that lost everything.
  CHECK(detected(MadeNight()
                     .change(FaultKind::kColumnRename, "10T22:00", "overridden")
                     .shows("11T00:00", 0)
                     .reads("11T00:04")) == "fail night.not_paged");
}

TEST_CASE("detected: a look is also a contract at ingest, or a sync that refused") {
  MadeNight contract = MadeNight().change(FaultKind::kColumnRename, "10T22:00", "overridden");
  contract.add("11T00:03", TraceKind::kContractResult, "load_orders",
               {{"on", "shop.orders"}, {"at", "ingest"}, {"passed", false}});
  CHECK(detected(contract) == "fail night.not_paged");
  CHECK(detected(contract.pages("11T00:03", "k")) == "pass");
  MadeNight refused = MadeNight()
                          .change(FaultKind::kColumnRename, "10T22:00", "overridden")
                          .loaded("11T00:03", 0, 0, "failed", "sync.schema_changed");
  CHECK(detected(refused) == "fail night.not_paged");
  CHECK(detected(refused.pages("11T00:03", "k")) == "pass");
}

TEST_CASE("detected: a source that stays out is told in time, where that is asked for") {
  const auto told = [](const MadeNight& night, DurationUs outage_within) {
    return outcome_of(judge_detected(night.record, spec_with("outage_within", outage_within)));
  };
  const auto refused = [](std::string_view until) {
    return MadeNight()
        .out("10T22:00", until)
        .loaded("11T00:01", 0, 0, "failed", "task.source_refused");
  };
  const MadeNight all_day = refused("11T14:00");
  CHECK(told(all_day, 8 * kHourUs) == "fail night.not_paged");
  CHECK(told(MadeNight(all_day).pages("11T08:00", "k"), 8 * kHourUs) == "pass");
  CHECK(told(MadeNight(all_day).pages("11T08:02", "k"), 8 * kHourUs) == "fail night.not_paged");
  CHECK(told(all_day, 0) == "skipped");
  // It came back before anybody had to know, or nobody wanted to read meanwhile.
  CHECK(told(refused("11T08:01"), 8 * kHourUs) == "skipped");
  CHECK(told(refused("11T08:02"), 8 * kHourUs) == "fail night.not_paged");
  CHECK(told(MadeNight().out("10T22:00", "11T14:00"), 8 * kHourUs) == "skipped");
  CHECK(told(MadeNight()
                 .out("10T02:00", "10T14:00")
                 .loaded("11T00:01", 0, 0, "failed", "task.source_refused"),
             8 * kHourUs) == "skipped");
  CHECK(judge_detected(all_day.record, spec_with("outage_within", 8 * kHourUs)).say ==
        "shop.orders refused load_orders at 00:01 on 11 March and was out until 14:00 on 11 March, "
        "and until 08:01 on 11 March nobody was paged.");
}

TEST_CASE("detected: nothing to judge") {
  CHECK(detected(MadeNight().reads("11T00:04")) == "skipped");
  CHECK(detected(MadeNight().change(FaultKind::kColumnRename, "10", "refused").reads("11")) ==
        "skipped");
  CHECK(detected(MadeNight().change(FaultKind::kColumnAdd, "10", "shipped").reads("11")) ==
        "skipped");
  CHECK(detected(MadeNight().change(FaultKind::kColumnRename, "10", "shipped")) ==
        "unknown night.not_read");
  CHECK(detected(MadeNight().change(FaultKind::kColumnRename, "10", "shipped").reads("14T23:30")) ==
        "unknown night.not_read");
}

std::string quiet(const MadeNight& night) {
  return outcome_of(judge_quiet(night.record, spec_with()));
}

TEST_CASE("quiet") {
  CHECK(quiet(MadeNight()) == "pass");
  CHECK(quiet(MadeNight().pages("03T00:07", "k")) == "fail night.false_alarm");
  CHECK(quiet(MadeNight().pages("03T00:07", "k", false)) == "pass");
  CHECK(quiet(MadeNight().pages("03T02:00", "viewer:tile")) == "pass");
  CHECK(quiet(MadeNight().change(FaultKind::kColumnRename, "03", "shipped").pages("04", "k")) ==
        "skipped");
  CHECK(quiet(cut_off(MadeNight())) == "unknown night.limit");
  CHECK(judge_quiet(MadeNight().pages("03T00:07", "k").pages("04T00:07", "k").record, spec_with())
            .say ==
        "Nothing was wrong in this world, and the pager woke somebody 2 times, first at "
        "00:07 on 3 March: It burns.");
}

TEST_CASE("quiet: an outage that passes wakes nobody, where that is asked for") {
  const auto patient = [](const MadeNight& night) {
    return outcome_of(judge_quiet(night.record, spec_with("outage_at_most", 6 * kHourUs)));
  };
  const MadeNight passing = MadeNight().out("10T22:00", "11T04:00");
  CHECK(patient(passing) == "pass");
  CHECK(patient(MadeNight(passing).pages("11T00:01", "k")) == "fail night.false_alarm");
  CHECK(quiet(MadeNight(passing).pages("11T00:01", "k")) == "skipped");
  CHECK(patient(MadeNight().out("10T22:00", "11T04:01").pages("11T00:01", "k")) == "skipped");
  CHECK(judge_quiet(MadeNight(passing).pages("11T00:01", "k").record,
                    spec_with("outage_at_most", 6 * kHourUs))
            .say ==
        "Nothing was wrong in this world but that shop.orders was out from 22:00 on 10 March to "
        "04:00 on 11 March, and the pager woke somebody 1 time, first at 00:01 on 11 March: It "
        "burns.");
}

TEST_CASE("quiet: an escalation wakes too") {
  MadeNight night;
  night.add("03T00:30", TraceKind::kPageEscalate, "k", {{"summary", "Hello?"}, {"wakes", true}});
  CHECK(quiet(night) == "fail night.false_alarm");
}

std::string useful(const MadeNight& night, std::int64_t permille = 900) {
  return outcome_of(judge_useful(night.record, spec_with("permille", permille)));
}

// Every day 300 cents come in, so that is the truth about yesterday from the second day on.
MadeNight busy() {
  MadeNight night;
  for (int day = 1; day <= 14; ++day) {
    night.order((day < 10 ? "0" : "") + std::to_string(day) + "T10:00", 300);
  }
  return night;
}

TEST_CASE("useful: a tile that always says no data is honest and of no use") {
  CHECK(useful(busy().shows("01T00:10", 300)) == "pass");
  CHECK(useful(busy().shows_no_data("01T00:10")) == "fail night.not_useful");
  CHECK(useful(busy().shows("01T00:10", 300).flagged("01T00:10", true)) == "fail night.not_useful");
  CHECK(useful(busy().shows("01T00:10", 7)) == "fail night.not_useful");
  // Half of the time from the second day on.
  const MadeNight half = busy().shows("01", 300).shows_no_data("08T12:00");
  CHECK(useful(half, 500) == "pass");
  CHECK(useful(half, 501) == "fail night.not_useful");
  CHECK(judge_useful(half.record, spec_with("permille", 900)).say ==
        "Nothing was wrong in this world, and the tile showed a number that could be trusted only "
        "50.0 percent of the time; 90.0 percent is asked for. It said that it has no data 50.0 "
        "percent of the time, and warned its readers 0.0 percent of it.");
}

TEST_CASE("useful: on days without orders no data says as much as zero, where a lesson has it so") {
  const MadeNight silent = MadeNight().shows_no_data("01T00:10");
  CHECK(useful(MadeNight().shows("01T00:10", 0)) == "pass");
  CHECK(useful(silent) == "fail night.not_useful");
  CheckSpec spec = spec_with("permille", 900);
  spec.settings.emplace("no_data_for_zero", std::int64_t{1});
  CHECK(outcome_of(judge_useful(silent.record, spec)) == "pass");
  CHECK(outcome_of(judge_useful(MadeNight().shows("01T00:10", 7).record, spec)) ==
        "fail night.not_useful");
  CHECK(outcome_of(judge_useful(busy().shows_no_data("01T00:10").record, spec)) ==
        "fail night.not_useful");
}

TEST_CASE("useful: an outage is no excuse, where patience is asked for") {
  const MadeNight passing = busy().out("10T22:00", "11T04:00").shows_no_data("01");
  CheckSpec spec = spec_with("permille", 900);
  CHECK(outcome_of(judge_useful(passing.record, spec)) == "skipped");
  spec.settings.emplace("outage_at_most", 6 * kHourUs);
  CHECK(outcome_of(judge_useful(passing.record, spec)) == "fail night.not_useful");
  CHECK(outcome_of(judge_useful(MadeNight(passing).shows("01T00:10", 300).record, spec)) == "pass");
}

TEST_CASE("useful: nothing to judge") {
  MadeNight gone;
  gone.record.tile.reset();
  CHECK(useful(gone) == "fail night.no_tile");
  CHECK(useful(MadeNight().trouble(FaultKind::kVolumeDrop, "02")) == "skipped");
  CHECK(useful(cut_off(MadeNight().shows("01", 0))) == "unknown night.limit");
}

}  // namespace
}  // namespace nightshift
