// What is still to happen, in one total order.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/time.h"

namespace nightshift {

// Who goes first when several things happen in the same microsecond: the world does not wait for
// the pipeline, and the learner sees what came of it.
enum class EventClass : std::uint8_t {
  kWorld,
  kFault,
  kSource,
  kRuntime,
  kMonitor,
  kConsumer,
  kLearner,
};

// One thing to happen. Its class says which part of the night handles it; what the three numbers
// mean is that part's own business.
struct Event {
  TimeUs at = 0;
  EventClass event_class = EventClass::kWorld;
  std::int64_t what = 0;
  std::int64_t subject = 0;
  std::int64_t detail = 0;
  std::int64_t cause = -1;     // index of the trace event that led to this one; -1: none
  std::int64_t sequence = -1;  // given by the queue
};

// A binary heap on (at, event_class, sequence): no two events are equal, so the order is the same
// on every machine. A value: copying it copies the future.
class EventQueue {
 public:
  void push(Event event);
  // The first event, taken out. The queue must not be empty.
  Event pop();
  // The first event. The queue must not be empty.
  const Event& first() const;
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }

 private:
  std::vector<Event> heap_;
  std::int64_t next_sequence_ = 0;
};

}  // namespace nightshift
