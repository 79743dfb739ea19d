// Contracts around a model: on what it reads, before it reads, and on its result, before anybody
// sees it.
#pragma once

#include <cstdint>

#include "engine/base/result.h"
#include "engine/pipeline/spec.h"
#include "engine/runtime/step_context.h"
#include "engine/table/table.h"

namespace nightshift {

// The point "transform": whole tables that the model reads, also through views. Rows that are set
// aside move from the table into its quarantine. A table that is not there yet breaks nothing.
// Fails with "contract.violated".
Result<void> guard_inputs(const Pipeline& pipeline, const Task& task, const RenderContext& words,
                          const StepContext& context);

// The point "publish": gives the result without the rows that were set aside, which are in
// quarantine then. Fails with "contract.violated".
Result<Table> guard_result(const Pipeline& pipeline, const Task& task, Table result,
                           const StepContext& context);

// The columns of a result; the types are those that its values show.
std::vector<ColumnSchema> columns_of(const Table& table);

}  // namespace nightshift
