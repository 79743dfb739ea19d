#include "engine/pipeline/cron.h"

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "engine/base/random.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

Cron cron_of(std::string_view text) {
  const Result<Cron> cron = Cron::read(text);
  INFO(text << ": " << (cron ? "" : cron.error().message));
  REQUIRE(cron);
  return *cron;
}

TimeUs at(std::string_view text) {
  const std::optional<TimeUs> time = read_time(text);
  REQUIRE(time);
  return *time;
}

// The next three moments after `from`, as "03-10T00:00 03-11T00:00 ...".
std::string fires(std::string_view text, std::string_view from) {
  const Cron cron = cron_of(text);
  std::string out;
  TimeUs time = at(from);
  for (int i = 0; i < 3; ++i) {
    time = cron.next(time);
    out += (i == 0 ? "" : " ") + time_text(time).substr(5, 11);
  }
  return out;
}

// The code of the error, or "" for a good one.
std::string trouble(std::string_view text) {
  const Result<Cron> cron = Cron::read(text);
  return cron ? "" : cron.error().code;
}

TEST_CASE("five fields say when a schedule fires") {
  // 10 March 2026 is a Tuesday.
  CHECK(fires("0 0 * * *", "2026-03-10") == "03-11T00:00 03-12T00:00 03-13T00:00");
  CHECK(fires("*/15 * * * *", "2026-03-10T23:20:00Z") == "03-10T23:30 03-10T23:45 03-11T00:00");
  CHECK(fires("5/20 * * * *", "2026-03-10T10:00:00Z") == "03-10T10:05 03-10T10:25 03-10T10:45");
  CHECK(fires("30 8-18/5 * * *", "2026-03-10") == "03-10T08:30 03-10T13:30 03-10T18:30");
  CHECK(fires("0 6 1,15 * *", "2026-03-10") == "03-15T06:00 04-01T06:00 04-15T06:00");
  CHECK(fires("0 0 31 * *", "2026-03-31") == "05-31T00:00 07-31T00:00 08-31T00:00");
  CHECK(fires("0 0 29 2 *", "2026-03-10") == "02-29T00:00 02-29T00:00 02-29T00:00");
  CHECK(fires("0 0 * jan,JUL *", "2026-03-10") == "07-01T00:00 07-02T00:00 07-03T00:00");
  CHECK(fires("0 0 * * mon-fri", "2026-03-13") == "03-16T00:00 03-17T00:00 03-18T00:00");
  CHECK(fires("0 0 * * 7", "2026-03-10") == "03-15T00:00 03-22T00:00 03-29T00:00");
  CHECK(fires("0 0 * * 5-7", "2026-03-10") == "03-13T00:00 03-14T00:00 03-15T00:00");
  CHECK(fires("0 0 * * 7/3", "2026-03-10") == "03-11T00:00 03-14T00:00 03-15T00:00");
}

TEST_CASE("one restricted day field decides, of two either is enough") {
  CHECK(fires("0 0 13 * 5", "2026-03-10") == "03-13T00:00 03-20T00:00 03-27T00:00");
  CHECK(fires("0 0 14 * 5", "2026-03-10") == "03-13T00:00 03-14T00:00 03-20T00:00");
  CHECK(fires("0 0 14 * *", "2026-03-10") == "03-14T00:00 04-14T00:00 05-14T00:00");
  // croniter: a field that names every value is only free when the other one has a * in it.
  CHECK(fires("0 0 14 * 0-6", "2026-03-10") == "03-11T00:00 03-12T00:00 03-13T00:00");
  CHECK(fires("0 0 */10 * 0-6", "2026-03-10") == "03-11T00:00 03-21T00:00 03-31T00:00");
}

TEST_CASE("presets") {
  CHECK(fires("@hourly", "2026-03-10") == "03-10T01:00 03-10T02:00 03-10T03:00");
  CHECK(fires("@daily", "2026-03-10") == "03-11T00:00 03-12T00:00 03-13T00:00");
  CHECK(fires("@midnight", "2026-03-10") == "03-11T00:00 03-12T00:00 03-13T00:00");
  CHECK(fires("@weekly", "2026-03-10") == "03-15T00:00 03-22T00:00 03-29T00:00");
  CHECK(fires("@monthly", "2026-03-10") == "04-01T00:00 05-01T00:00 06-01T00:00");
  CHECK(fires("@quarterly", "2026-03-10") == "04-01T00:00 07-01T00:00 10-01T00:00");
  CHECK(fires("@yearly", "2026-03-10") == "01-01T00:00 01-01T00:00 01-01T00:00");
  CHECK(Cron() == cron_of("0 0 * * *"));
}

TEST_CASE("next and previous are strict, and align is not") {
  const Cron cron = cron_of("0 0 * * *");
  const TimeUs day = at("2026-03-10");
  CHECK(cron.next(day - 1) == day);
  CHECK(cron.next(day) == day + kDayUs);
  CHECK(cron.previous(day) == day - kDayUs);
  CHECK(cron.previous(day + 1) == day);
  CHECK(cron.align_to_next(day) == day);
  CHECK(cron.align_to_next(day + 1) == day + kDayUs);
  CHECK(cron.align_to_previous(day) == day);
  CHECK(cron.align_to_previous(day - 1) == day - kDayUs);
  CHECK(cron.fires_at(day));
  CHECK_FALSE(cron.fires_at(day + 1));
  CHECK_FALSE(cron.fires_at(day + kMinuteUs));
}

TEST_CASE("29 February is found over a century without one") {
  const Cron cron = cron_of("59 23 29 2 *");
  CHECK(time_text(cron.next(at("2096-03-01"))) == "2104-02-29T23:59:00Z");
  CHECK(time_text(cron.previous(at("2104-02-29"))) == "2096-02-29T23:59:00Z");
}

TEST_CASE("what is no schedule is refused") {
  CHECK(trouble("0 0 * * *") == "");
  CHECK(trouble("  0  0 * * *  ") == "");
  CHECK(trouble("") == "spec.cron");
  CHECK(trouble("0 0 * *") == "spec.cron");
  CHECK(trouble("60 0 * * *") == "spec.cron");
  CHECK(trouble("59 23 * * *") == "");
  CHECK(trouble("0 24 * * *") == "spec.cron");
  CHECK(trouble("0 0 0 * *") == "spec.cron");
  CHECK(trouble("0 0 32 * *") == "spec.cron");
  CHECK(trouble("0 0 * 13 *") == "spec.cron");
  CHECK(trouble("0 0 * * 8") == "spec.cron");
  CHECK(trouble("*/0 * * * *") == "spec.cron");
  CHECK(trouble("5-1 * * * *") == "spec.cron");
  CHECK(trouble("0 0 * * 7-5") == "spec.cron");
  CHECK(trouble("1,,2 * * * *") == "spec.cron");
  CHECK(trouble("-1 * * * *") == "spec.cron");
  CHECK(trouble("0 0 L * *") == "spec.cron");
  CHECK(trouble("0 0 * * mon#1") == "spec.cron");
  CHECK(trouble("0 0 ? * *") == "spec.cron");
  CHECK(trouble("feb * * * *") == "spec.cron");
  CHECK(trouble(std::string(201, '*')) == "spec.cron");
  CHECK(trouble("@never") == "spec.cron");
}

TEST_CASE("a schedule that can never fire is refused") {
  CHECK(trouble("0 0 30 2 *") == "spec.cron");
  CHECK(trouble("0 0 31 4,6 *") == "spec.cron");
  CHECK(trouble("0 0 31 4,5 *") == "");
  CHECK(trouble("0 0 30 2 1") == "");  // Mondays in February
}

TEST_CASE("more often than once a minute is refused") {
  CHECK(trouble("* * * * *") == "");
  CHECK(trouble("* * * * * *") == "spec.schedule_too_often");
  CHECK(trouble("@continuous") == "spec.schedule_too_often");
}

TEST_CASE("errors name the field, and the nearest preset") {
  CHECK(Cron::read("61 * * * *").error().message ==
        "\"61\" cannot stand in the field of the minute");
  CHECK(Cron::read("@dayly").error().remedy == "Did you mean \"@daily\"?");
}

// The slow, obvious twin: looks at every minute, and asks each field's text again.
bool twin_item_fits(const std::string& item, std::int64_t value, std::int64_t min,
                    std::int64_t max) {
  const std::size_t slash = item.find('/');
  const std::string base = item.substr(0, slash);
  const std::int64_t step = slash == std::string::npos ? 1 : std::stoll(item.substr(slash + 1));
  std::int64_t first = min;
  std::int64_t last = max;
  if (base != "*") {
    const std::size_t dash = base.find('-');
    first = std::stoll(base.substr(0, dash));
    if (dash != std::string::npos) last = std::stoll(base.substr(dash + 1));
    if (dash == std::string::npos && slash == std::string::npos) last = first;
  }
  return value >= first && value <= last && (value - first) % step == 0;
}

bool twin_fires(const std::vector<std::string>& fields, TimeUs time) {
  const std::int64_t days = day_start(time) / kDayUs;
  const std::int64_t minute = (time - day_start(time)) / kMinuteUs;
  const CivilDay day = civil_from_days(days);
  const bool by_day = twin_item_fits(fields[2], day.day, 1, 31);
  const bool by_week = twin_item_fits(fields[4], iso_weekday(days) % 7, 0, 6);
  const bool both = fields[2] != "*" && fields[4] != "*";
  return twin_item_fits(fields[0], minute % 60, 0, 59) &&
         twin_item_fits(fields[1], minute / 60, 0, 23) &&
         twin_item_fits(fields[3], day.month, 1, 12) &&
         (both ? by_day || by_week : by_day && by_week);
}

// Fields that never name all values of a day field, so that the twin need not know croniter's rule.
std::string random_field(RandomStream& random, std::int64_t min, std::int64_t max) {
  const auto value = [&] { return random.between(min, max); };
  switch (random.between(0, 3)) {
    case 0:
      return "*";
    case 1:
      return std::to_string(value());
    case 2: {
      const std::int64_t first = random.between(min + 1, max);
      return std::to_string(first) + "-" + std::to_string(random.between(first, max));
    }
    default:
      return std::to_string(random.between(min, (min + max) / 2)) + "/" +
             std::to_string(random.between(2, 9));
  }
}

TEST_CASE("random schedules fire when a slow twin says so") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    RandomStream random(seed, "cron");
    const std::vector<std::string> fields = {
        random_field(random, 0, 59), random_field(random, 0, 23), random_field(random, 1, 28),
        random_field(random, 1, 12), random_field(random, 0, 6)};
    std::string text;
    for (const std::string& field : fields) text += (text.empty() ? "" : " ") + field;
    const Cron cron = cron_of(text);
    const TimeUs start =
        at("2026-01-01") + random.between(0, 400) * kDayUs + random.between(0, 86'399) * kSecondUs;
    INFO("seed " << seed << ": " << text << " from " << time_text(start));
    const TimeUs first_minute = start - (start - day_start(start)) % kMinuteUs;
    TimeUs expected = first_minute + kMinuteUs;
    const TimeUs horizon = start + 20 * kDayUs;
    while (expected < horizon && !twin_fires(fields, expected)) expected += kMinuteUs;
    if (expected < horizon) {
      CHECK(cron.next(start) == expected);
      CHECK(cron.fires_at(expected));
      CHECK(cron.previous(expected + 1) == expected);
      CHECK(cron.next(expected - 1) == expected);
      CHECK(cron.previous(expected) <= start);
    } else {
      CHECK(cron.next(start) >= horizon);
    }
  }
}

}  // namespace
}  // namespace nightshift
