// The clock of a night, what is still to happen, and what did: the one thing that all parts of a
// night share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/random.h"
#include "engine/kernel/event_queue.h"
#include "engine/kernel/time.h"
#include "engine/kernel/trace.h"

namespace nightshift {

struct KernelLimits {
  std::int64_t events_max = 1'000'000;  // handled events; the night stops there with a "limit"
};

// A value: copying it forks the night. Whoever drives it takes events one by one:
//
//   while (kernel.advance_to(until)) handle(kernel.current());
class Kernel {
 public:
  Kernel(TimeUs start, const KernelLimits& limits) : now_(start), limits_(limits) {}

  TimeUs now() const { return now_; }

  // Something is to happen. `event.at` must not be in the past; it happens because of what is being
  // handled unless event.cause says otherwise.
  void schedule(Event event);

  // Takes the next event at or before `until` and sets the clock to it. False when there is none
  // (the clock then stands at `until`) or when a limit was reached.
  bool advance_to(TimeUs until);
  const Event& current() const { return current_; }

  // Writes an event of now into the trace and gives its index. Its cause is the one of the event
  // being handled, unless because_of() moved it on.
  std::int64_t record(TraceKind kind, std::string_view subject, std::vector<TraceField> fields,
                      std::string_view run = {});
  // From here to the end of this event, `index` is the cause of what is recorded and scheduled.
  void because_of(std::int64_t index) { cause_ = index; }

  const Trace& trace() const { return trace_; }
  bool is_over_limit() const { return over_limit_; }
  std::int64_t events_handled() const { return events_handled_; }

 private:
  TimeUs now_;
  KernelLimits limits_;
  EventQueue queue_;
  Trace trace_;
  Event current_;
  std::int64_t cause_ = -1;
  std::int64_t events_handled_ = 0;
  bool over_limit_ = false;
};

// The chance of one thing in the world, such as the n-th order of a day: a stream of its own, so
// that nothing that anybody does shifts it.
RandomStream entity_stream(std::uint64_t seed, std::string_view name, std::int64_t entity);

}  // namespace nightshift
