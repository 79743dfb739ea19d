#include "engine/kernel/kernel.h"

#include <utility>

#include "engine/base/check.h"

namespace nightshift {

void Kernel::schedule(Event event) {
  NIGHTSHIFT_CHECK(event.at >= now_);
  if (event.cause < 0) event.cause = cause_;
  queue_.push(event);
}

bool Kernel::advance_to(TimeUs until) {
  if (over_limit_) return false;
  cause_ = -1;
  if (queue_.empty() || queue_.first().at > until) {
    if (until > now_) now_ = until;
    return false;
  }
  if (events_handled_ == limits_.events_max) {
    over_limit_ = true;
    record(TraceKind::kLimit, "events", {{"max", limits_.events_max}});
    return false;
  }
  ++events_handled_;
  current_ = queue_.pop();
  now_ = current_.at;
  cause_ = current_.cause;
  return true;
}

std::int64_t Kernel::record(TraceKind kind, std::string_view subject,
                            std::vector<TraceField> fields, std::string_view run) {
  return trace_.add(
      {now_, kind, std::string(subject), std::string(run), cause_, std::move(fields)});
}

RandomStream entity_stream(std::uint64_t seed, std::string_view name, std::int64_t entity) {
  constexpr std::size_t kDigitsMax = 20;
  std::string stream;
  stream.reserve(name.size() + 1 + kDigitsMax);
  stream.append(name).append(1, '#').append(std::to_string(entity));
  return {seed, stream};
}

}  // namespace nightshift
