// One try of a model: its SELECT is asked, and its rows are put into its table by its strategy, in
// one commit.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/base/result.h"
#include "engine/pipeline/spec.h"
#include "engine/runtime/sync_try.h"

namespace nightshift {

// What source(), ref() and the rest stand for at `now`. Views have no table: whoever names one gets
// its SELECT in brackets.
RenderContext render_context(const Pipeline& pipeline, const DataInterval& interval, TimeUs now);

// An SQL condition: the column's time lies in the interval. The column may hold dates or
// timestamps: a day counts as its midnight.
std::string within_sql(const std::string& column, const DataInterval& interval);

// Runs the model for an interval; gives how many rows its SELECT had, which all go into the table.
// A model that is a view or ephemeral does nothing here: it is asked when somebody reads it. Fails
// with sql.*, write.* and "model.schema_changed" (on_schema_change is fail).
Result<std::int64_t> run_model(const Pipeline& pipeline, const Task& task,
                               const DataInterval& interval, const StepContext& context);

}  // namespace nightshift
