// Pairs of queries of every class of mistake that courses see, and pairs that mean the same.
#pragma once

#include <vector>

#include "tests/unit/judge/notation.h"

namespace nightshift {

std::vector<QueryPair> wrong_pairs();
std::vector<QueryPair> equal_pairs();

}  // namespace nightshift
