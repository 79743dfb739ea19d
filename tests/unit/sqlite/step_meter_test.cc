#include "engine/sqlite/step_meter.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("a meter that nobody started has no end") {
  StepMeter meter;
  CHECK(meter.add_slice(0));
  CHECK(meter.charge_bytes(1'000'000'000'000));
  CHECK_FALSE(meter.is_over());
}

TEST_CASE("a meter is over once its steps were counted, in slices") {
  StepMeter meter;
  meter.start(1500);
  CHECK(meter.add_slice(0));
  CHECK_FALSE(meter.add_slice(0));
  CHECK(meter.spent() == 2000);
}

TEST_CASE("a price makes later slices dearer and keeps what was spent") {
  StepMeter meter;
  meter.start(10'000);
  CHECK(meter.add_slice(0));
  meter.set_price(4);
  CHECK(meter.add_slice(0));
  CHECK(meter.spent() == 5000);
  CHECK(meter.add_slice(0));
  CHECK_FALSE(meter.add_slice(0));
}

TEST_CASE("pages count as steps beyond one page per step") {
  StepMeter meter;
  meter.start(10'000);
  CHECK(meter.add_slice(StepMeter::kSlice));
  CHECK(meter.spent() == 1000);
  CHECK(meter.charged() == 0);
  CHECK(meter.add_slice(StepMeter::kSlice + 500));
  CHECK(meter.spent() == 2500);
  CHECK(meter.charged() == 500);
  CHECK_FALSE(meter.add_slice(8000));
}

TEST_CASE("bytes count in whole steps only") {
  StepMeter meter;
  meter.start(10);
  CHECK(meter.charge_bytes(StepMeter::kBytesPerStep - 1));
  CHECK(meter.charged() == 0);
  CHECK(meter.charge_bytes(StepMeter::kBytesPerStep * 9));
  CHECK(meter.charged() == 9);
  CHECK_FALSE(meter.charge_bytes(StepMeter::kBytesPerStep));
}

}  // namespace
}  // namespace nightshift
