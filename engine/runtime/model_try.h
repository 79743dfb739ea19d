// One try of a model: its SELECT is asked, and its rows are put into its table by its strategy, in
// one commit.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/pipeline/spec.h"
#include "engine/runtime/step_context.h"

namespace nightshift {

// What source(), ref() and the rest stand for at `now`. Views have no table: whoever names one gets
// its SELECT in brackets.
RenderContext render_context(const Pipeline& pipeline, const DataInterval& interval, TimeUs now);

// An SQL condition: the column's time lies in the interval. The column may hold dates or
// timestamps: a day counts as its midnight.
std::string within_sql(const std::string& column, const DataInterval& interval);

// Write, audit, publish: where a model that is published after its checks waits for them.
std::string staging_of(std::string_view model);  // "fct_revenue_daily__staging"
// True when the model's rows go there first: it has publish after_checks, a table, and a check.
bool is_staged(const Pipeline& pipeline, const Task& task);
// Puts what waits there in the place of what readers saw. Writes a commit into the trace.
Result<void> publish(const std::string& model, std::int64_t rows, const StepContext& context);

struct ModelRows {
  std::int64_t read = 0;     // rows of its SELECT
  std::int64_t written = 0;  // those that were not set aside
};

// Runs the model for an interval. Contracts on what it reads (transform) have their say before it
// reads, those on itself (publish) before it writes. A staged model writes into a copy of its table
// and commits nothing that readers see. A model that is a view or ephemeral writes nothing: it is
// asked when somebody reads it. Fails with sql.*, write.*, "contract.violated",
// "model.schema_changed" (on_schema_change is fail) and "model.no_key" (the SELECT lacks a column
// by which rows are replaced).
Result<ModelRows> run_model(const Pipeline& pipeline, const Task& task,
                            const DataInterval& interval, const StepContext& context);

}  // namespace nightshift
