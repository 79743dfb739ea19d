// What a check of a night shows for its verdict.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/json/json.h"
#include "engine/night/plan.h"
#include "grader/nights/judgement.h"

namespace nightshift {

// The smallest night found that fails alike.
struct SmallestNight {
  NightPlan plan;
  std::int64_t orders = 0;  // that were placed in it

  // "1 fault, 2 days, 3 orders".
  std::string words() const;
};

// {"kind": "night", "world", "title", "seed", "visible", "events", "lines", "say", "shown",
// "smallest"}: docs/protocol.md. `shown` is what consumers saw around the trouble, at most
// kShownMax stretches.
constexpr std::size_t kShownMax = 12;
Json night_witness(const NightRecord& record, const Judgement& judgement,
                   const std::optional<SmallestNight>& smallest);

// The same about a table or a run, where no tile was looked at: `lines` are given.
Json trial_witness(const NightRecord& record, const std::string& say,
                   const std::vector<std::string>& lines);

}  // namespace nightshift
