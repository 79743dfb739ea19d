// The questions that the played night is asked, about what consumers saw and what the learner's
// tables hold at its end.
#pragma once

#include <string>

#include "grader/nights/contents.h"
#include "grader/nights/judgement.h"

namespace nightshift {

// A night and what its tables held at its end.
struct PlayedFacts {
  const NightRecord& record;
  const NightContents& contents;
  const LessonNight& lesson;
};

// "night.not_told", "night.no_tile"; setting `within`.
Judgement judge_consumers_told(const PlayedFacts& facts, const CheckSpec& spec);
// "night.day_missing", "night.day_twice", "night.value_wrong", "night.no_table".
Judgement judge_values_true(const PlayedFacts& facts);
// "night.order_missing", "night.no_table".
Judgement judge_no_loss(const PlayedFacts& facts);
// "night.order_twice", "night.no_table"; unknown "night.nothing_loaded".
Judgement judge_no_duplicates(const PlayedFacts& facts);
// "night.not_repeatable": the digests of the same night, played twice.
Judgement judge_deterministic(const std::string& digest, const std::string& again);

}  // namespace nightshift
