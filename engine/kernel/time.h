// Time in a simulated night: whole microseconds in UTC. No clock is read; somebody always says what
// time it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nightshift {

// Microseconds since 1970-01-01T00:00:00Z. Exact in JavaScript's numbers until the year 2255.
using TimeUs = std::int64_t;
using DurationUs = std::int64_t;

constexpr DurationUs kMillisecondUs = 1'000;
constexpr DurationUs kSecondUs = 1'000'000;
constexpr DurationUs kMinuteUs = 60 * kSecondUs;
constexpr DurationUs kHourUs = 60 * kMinuteUs;
constexpr DurationUs kDayUs = 24 * kHourUs;

// The midnight (UTC) that begins the day of `time`.
TimeUs day_start(TimeUs time);

// Reads '2026-03-10' (its midnight), '2026-03-10T22:00:00Z' and the like: a day, and perhaps a time
// with up to six digits of a second and an offset. Without an offset it is UTC.
std::optional<TimeUs> read_time(std::string_view text);

// '2026-03-10T22:00:00Z', with as many digits of a second as it needs.
std::string time_text(TimeUs time);

// '2026-03-10 22:00:00': as tables hold it, so that SQL compares texts and means times. Whole
// seconds; the rest is cut off.
std::string time_sql(TimeUs time);

// '2026-03-10': the day in UTC.
std::string day_text_of(TimeUs time);

// Reads digits and one unit of ms, s, m, h, d: '90s', '2h', '0s'. At most 36500 days.
std::optional<DurationUs> read_duration(std::string_view text);

// The largest unit that divides it: '90s', '2h', '0s'. Microseconds under a millisecond are cut
// off.
std::string duration_text(DurationUs duration);

}  // namespace nightshift
