// Facts of a query, drawn from its tree.
#pragma once

#include "engine/sql/syntax.h"
#include "engine/warehouse/scratch_schema.h"
#include "grader/judge/facts.h"

namespace nightshift {

// What the query says about the columns of the schema's tables. Names are looked up by their
// letters alone: a column of a subquery stands for the columns of that name below it. What that
// gets wrong makes a database less telling, and nothing worse.
QueryFacts facts_of(const Select& select, const ScratchSchema& schema);

}  // namespace nightshift
