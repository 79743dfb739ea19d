// What an exploration of worlds has come to: one line of NDJSON for each world, after a first line
// that says whose it is. The file is what an interrupted exploration goes on from.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"

namespace nightshift::cli {

// Worlds by their seeds.
class Exploration {
 public:
  // Of one lesson, one pack and one submission: others cannot go on from its file.
  explicit Exploration(Json identity) : identity_(std::move(identity)) {}

  // Takes a reply's world.
  void add(const Json& world);
  bool has(std::int64_t seed) const { return worlds_.count(seed) > 0; }
  std::size_t size() const { return worlds_.size(); }

  // The first line of its file, and that of a world; with their ends.
  std::string first_line() const;
  static std::string line(const Json& world);
  // Takes what such a file holds; a last line that was cut off is passed over. Fails with
  // "cli.resume" when it is of another exploration, or is none.
  Result<void> read(std::string_view text);

  // Of the worlds with seeds in [from, from + count).
  struct Row {
    std::string name;
    std::map<std::string, std::int64_t> verdicts;  // "pass" -> how many
  };
  std::vector<Row> table(std::int64_t from, std::int64_t count) const;
  // The smallest seed of them in which a check failed; nullptr: none.
  const Json* first_failing(std::int64_t from, std::int64_t count) const;
  bool all_known(std::int64_t from, std::int64_t count) const;

 private:
  Json identity_;
  std::map<std::int64_t, Json> worlds_;
};

// The check that failed in a world; it must have one.
const Json& failed_check(const Json& world);

}  // namespace nightshift::cli
