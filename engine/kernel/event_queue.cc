#include "engine/kernel/event_queue.h"

#include <algorithm>
#include <tuple>

#include "engine/base/check.h"

namespace nightshift {
namespace {

// The standard heap keeps the greatest on top, so "less" means later.
bool is_later(const Event& left, const Event& right) {
  return std::tie(left.at, left.event_class, left.sequence) >
         std::tie(right.at, right.event_class, right.sequence);
}

}  // namespace

void EventQueue::push(Event event) {
  event.sequence = next_sequence_++;
  heap_.push_back(event);
  std::push_heap(heap_.begin(), heap_.end(), is_later);
}

Event EventQueue::pop() {
  NIGHTSHIFT_CHECK(!heap_.empty());
  std::pop_heap(heap_.begin(), heap_.end(), is_later);
  const Event event = heap_.back();
  heap_.pop_back();
  return event;
}

const Event& EventQueue::first() const {
  NIGHTSHIFT_CHECK(!heap_.empty());
  return heap_.front();
}

}  // namespace nightshift
