#include "grader/nights/changes.h"

#include "tests/support/catch.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

std::string fired_text(const NightRecord& record) {
  std::string text;
  for (const FiredFault& fired : fired_faults(record)) {
    text += std::string(fault_kind_text(fired.fault->kind)) + ' ' +
            (fired.took_effect() ? "came" : "did not come") +
            (fired.breaks_readers() ? ", breaks" : "") + '\n';
  }
  return text;
}

TEST_CASE("what became of the plan") {
  const MadeNight night = MadeNight()
                              .change(FaultKind::kColumnAdd, "02T22:00", "shipped")
                              .change(FaultKind::kColumnRename, "03T22:00", "refused")
                              .change(FaultKind::kColumnRename, "04T22:00", "overridden")
                              .change(FaultKind::kColumnDrop, "05T22:00", "shipped")
                              .trouble(FaultKind::kVolumeDrop, "06T22:00");
  CHECK(fired_text(night.record) ==
        "column.add came\n"
        "column.rename did not come\n"
        "column.rename came, breaks\n"
        "column.drop came, breaks\n"
        "volume.drop came\n");
}

TEST_CASE("a fault that never fired is none") {
  MadeNight night;
  night.record.scenario.faults.push_back({.id = "later"});
  CHECK(fired_text(night.record).empty());
}

TEST_CASE("healthy worlds") {
  CHECK(is_healthy(MadeNight().record));
  CHECK(is_healthy(MadeNight().change(FaultKind::kColumnAdd, "02T22:00", "shipped").record));
  CHECK(is_healthy(MadeNight().change(FaultKind::kColumnRename, "02T22:00", "refused").record));
  CHECK_FALSE(is_healthy(MadeNight().change(FaultKind::kColumnRename, "02", "shipped").record));
  CHECK_FALSE(is_healthy(MadeNight().change(FaultKind::kColumnRename, "02", "overridden").record));
  CHECK_FALSE(is_healthy(MadeNight().trouble(FaultKind::kVolumeDrop, "02").record));
  CHECK_FALSE(is_healthy(MadeNight().out("02T22:00", "03T04:00").record));
}

TEST_CASE("where patience is asked for, a world with a short outage is healthy") {
  const MadeNight short_one = MadeNight().out("02T22:00", "03T04:00");
  CHECK(is_healthy(short_one.record, 6 * kHourUs));
  CHECK_FALSE(is_healthy(short_one.record, 6 * kHourUs - 1));
  CHECK_FALSE(is_healthy(MadeNight(short_one).out("05T22:00", "06T05:00").record, 6 * kHourUs));
  CHECK_FALSE(
      is_healthy(MadeNight(short_one).trouble(FaultKind::kVolumeDrop, "08").record, kDayUs));
}

}  // namespace
}  // namespace nightshift
