// The databases that stand for a reference: few and tiny, and chosen so that each mutant that any
// of many databases can tell from it is told from it by one of these.
#pragma once

#include <cstddef>
#include <vector>

#include "grader/judge/data_maker.h"
#include "grader/judge/judge.h"

namespace nightshift {

struct Suite {
  std::vector<TinyData> databases;
  SuiteReport report;
  // The mutants that are told from the reference, ready to run.
  std::vector<Mutant> mutants;
  std::vector<Contender> contenders;
};

// Makes databases until they tell nothing new, and keeps a small cover of what they tell (greedy).
Suite choose_suite(Arena& arena, Referee& referee, const DataMaker& maker,
                   std::vector<Mutant> mutants, const JudgeOptions& options);

}  // namespace nightshift
