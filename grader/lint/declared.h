// What the rules need to know of a schema, from what declares it.
#pragma once

#include <vector>

#include "engine/table/schema.h"
#include "engine/warehouse/scratch_schema.h"
#include "grader/lint/lint.h"

namespace nightshift {

// A lesson's tables.
LintSchema lint_schema(const std::vector<TableSchema>& tables);

// DDL as SQLite reads it. A column of which SQLite knows no more than NUMERIC (DATE, BOOLEAN,
// DECIMAL) has an unknown type.
LintSchema lint_schema(const ScratchSchema& schema);

}  // namespace nightshift
