#include "engine/kernel/kernel.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

// Handles everything up to `until`; gives what happened, as the events' `what`.
std::vector<std::int64_t> handled(Kernel& kernel, TimeUs until) {
  std::vector<std::int64_t> whats;
  while (kernel.advance_to(until)) whats.push_back(kernel.current().what);
  return whats;
}

Event event(TimeUs at, std::int64_t what, EventClass event_class = EventClass::kWorld) {
  return {.at = at, .event_class = event_class, .what = what};
}

TEST_CASE("events happen by time, then by class, then as they were scheduled") {
  Kernel kernel(0, {});
  kernel.schedule(event(20, 5));
  kernel.schedule(event(10, 4, EventClass::kLearner));
  kernel.schedule(event(10, 2));
  kernel.schedule(event(10, 3));
  kernel.schedule(event(5, 1, EventClass::kConsumer));
  CHECK(handled(kernel, 15) == std::vector<std::int64_t>{1, 2, 3, 4});
  CHECK(kernel.now() == 15);
  CHECK(handled(kernel, 20) == std::vector<std::int64_t>{5});
}

TEST_CASE("a copy of a night goes its own way") {
  Kernel kernel(0, {});
  kernel.schedule(event(10, 1));
  Kernel fork = kernel;
  fork.schedule(event(5, 2));
  CHECK(handled(fork, 10) == std::vector<std::int64_t>{2, 1});
  CHECK(handled(kernel, 10) == std::vector<std::int64_t>{1});
}

TEST_CASE("the clock never goes back") {
  Kernel kernel(100, {});
  CHECK_FALSE(kernel.advance_to(50));
  CHECK(kernel.now() == 100);
}

TEST_CASE("what is recorded and scheduled knows its cause") {
  Kernel kernel(0, {});
  kernel.schedule(event(1, 1));
  REQUIRE(kernel.advance_to(1));
  const std::int64_t first = kernel.record(TraceKind::kRelease, "shop", {});
  kernel.because_of(first);
  const std::int64_t second = kernel.record(TraceKind::kSourceSchema, "shop.orders", {});
  kernel.schedule(event(2, 2));
  REQUIRE(kernel.advance_to(2));
  const std::int64_t third = kernel.record(TraceKind::kNote, "shop", {});
  CHECK(kernel.trace().at(first).cause == -1);
  CHECK(kernel.trace().at(second).cause == first);
  CHECK(kernel.trace().at(third).cause == first);
}

TEST_CASE("too many events end the night with a trace of it") {
  Kernel kernel(0, {.events_max = 3});
  for (TimeUs at = 1; at <= 3; ++at) kernel.schedule(event(at, at));
  CHECK(handled(kernel, 10).size() == 3);
  CHECK_FALSE(kernel.is_over_limit());
  kernel.schedule(event(11, 4));
  CHECK(handled(kernel, 20).empty());
  CHECK(kernel.is_over_limit());
  CHECK(kernel.trace().line(0) == R"({"d":{"max":3},"i":0,"k":"limit","s":"events","t":10})");
  CHECK(handled(kernel, 30).empty());
  CHECK(kernel.trace().size() == 1);
}

TEST_CASE("each entity has a chance of its own") {
  const auto first = [](std::int64_t entity) { return entity_stream(7, "orders", entity).next(); };
  CHECK(first(1) == first(1));
  CHECK(first(1) != first(2));
  CHECK(entity_stream(7, "orders", 1).next() != entity_stream(8, "orders", 1).next());
  CHECK(entity_stream(7, "orders", 1).next() != entity_stream(7, "users", 1).next());
}

}  // namespace
}  // namespace nightshift
