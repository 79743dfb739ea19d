// Which mistake is it? An answer that does what a mutant of the reference does makes the mutant's
// mistake; and where one change to the answer makes it right, that change names it.
#pragma once

#include <cstddef>
#include <vector>

#include "grader/judge/suite.h"

namespace nightshift {

// A refused answer, and what stands around it.
struct RefusedAnswer {
  Arena& arena;
  Referee& referee;
  Suite& suite;              // of the reference
  Contender& answer;         // its steps are counted, those of others are not
  const TinyData& smallest;  // the data on which it is wrong
  std::int64_t mutant_steps_max = 0;
};

// At most `count_max` hints, no two of one class and clause. What is said holds on all databases of
// the suite and on `smallest`. Mutants of the reference come first; the answer is changed only
// where none of them does what it does. Lays other rows out.
std::vector<MistakeHint> name_mistake(const RefusedAnswer& refused, std::size_t count_max);

}  // namespace nightshift
