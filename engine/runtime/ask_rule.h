// A quality rule asked of the warehouse: for check tasks and for monitors.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/observe/quality.h"
#include "engine/pipeline/task.h"
#include "engine/pipeline/template.h"
#include "engine/pipeline/timetable.h"
#include "engine/runtime/sink.h"

namespace nightshift {

// `relation` is SQL: the table's quoted name, or a SELECT in brackets. Fails with sql.* when the
// rule's own query cannot run; a table that cannot be read is the result "nothing_read".
Result<RuleResult> ask_rule(const CheckRule& rule, const std::string& relation,
                            const RenderContext& words, const DataInterval& interval, Sink& sink);

// The relation `name` as SQL: what the words say it stands for, or its quoted name.
std::string relation_sql(const RenderContext& words, const std::string& name);

}  // namespace nightshift
