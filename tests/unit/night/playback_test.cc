#include "engine/night/playback.h"

#include "tests/support/catch.h"
#include "tests/unit/night/nights.h"

namespace nightshift {
namespace {

Move move_of(std::string_view time, const std::string& command) {
  return {.at = at(time), .what = command};
}

Script repair() {
  return {
      move_of("2026-03-11T02:05:00Z", "tile flag cfo_revenue_yesterday --stale soon"),
      {.at = at("2026-03-11T02:20:00Z"), .what = orders_daily(kMapped)},
      move_of("2026-03-11T02:20:00Z",
              "backfill create --dag-id orders_daily --from-date 2026-03-10 --to-date 2026-03-10 "
              "--reprocess-behavior completed"),
      move_of("2026-03-12T09:00:00Z", "nonsense")};
}

// The night as it is when it is simply played.
std::string played(const Script& script, std::string_view until) {
  Night night = open_night(orders_daily(), kRename);
  play(night, script, at(until));
  return night.trace().digest();
}

TEST_CASE("any moment can be sought, in any order, and is what playing gives") {
  auto playback = Playback::open(plan_with(kRename), orders_daily());
  REQUIRE(playback);
  for (const char* moment : {"2026-03-14T05:00:00Z", "2026-03-03T11:11:11Z", "2026-03-11T02:20:00Z",
                             "2026-03-11T02:04:59Z", "2026-03-11T02:05:00Z", "2026-03-11T00:04:00Z",
                             "2026-03-15", "2026-03-01", "2026-03-12T09:00:00Z"}) {
    CAPTURE(moment);
    Night& night = playback->seek(repair(), at(moment));
    CHECK(night.now() == at(moment));
    CHECK(night.trace().digest() == played(repair(), moment));
  }
  CHECK(playback->moved().size() == 4);
  CHECK(playback->moved().back().errors.front().code == "command.unknown");
}

TEST_CASE("a script that goes on from the middle keeps what lies before") {
  auto playback = Playback::open(plan_with(kRename), orders_daily());
  REQUIRE(playback);
  const Script script = repair();
  playback->seek(script, at("2026-03-14"));
  Script branch(script.begin(), script.begin() + 1);
  branch.push_back(move_of("2026-03-11T03:00:00Z", "order place --amount 5"));
  for (const Script& other : {branch, script, Script(), branch}) {
    CHECK(playback->seek(other, at("2026-03-13")).trace().digest() == played(other, "2026-03-13"));
  }
}

TEST_CASE("a moment outside of the night is its start or its end") {
  auto playback = Playback::open(plan_with("[]"), orders_daily());
  REQUIRE(playback);
  CHECK(playback->seek({}, at("2027-01-01")).now() == at("2026-03-15"));
  CHECK(playback->seek({}, at("2020-01-01")).now() == at("2026-03-01"));
}

TEST_CASE("files that are wrong open no night") {
  CHECK(!Playback::open(plan_with("[]"), {{"pipeline.jsonc", "{"}}));
}

}  // namespace
}  // namespace nightshift
