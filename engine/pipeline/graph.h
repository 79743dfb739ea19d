// Who fills which table, who reads it, and so what must come first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/pipeline/spec.h"

namespace nightshift {

// The relations that a task reads: what its SQL names with source() and ref(), and what a check is
// on. Each once, in the order in which they first stand there.
std::vector<std::string> relations_read(const Task& task);

// Those too that are read through views: what a view among them reads follows them.
std::vector<std::string> relations_behind(const Pipeline& pipeline, const Task& task);

// The tasks that fill a relation, ascending; several syncs may fill one table.
std::vector<std::size_t> writers_of(const Pipeline& pipeline, std::string_view relation);

// The checks on a relation, ascending.
std::vector<std::size_t> checks_on(const Pipeline& pipeline, std::string_view relation);

// The column that tells the time of a relation's rows: a model's event_time, or its only unique_key
// column; a sync's cursor_field. "": not known.
std::string event_time_of(const Pipeline& pipeline, std::string_view relation);

// Fills in upstream, downstream and order. A task waits for
//   - the tasks that it names in depends_on,
//   - those that fill what it reads,
//   - and the checks on what it reads, when they are blocking or when the model that fills it is
//     published after its checks. Checks of one table do not wait for each other.
// Tasks that wait for each other in a ring are the error "spec.cycle", which names them all.
Errors link_tasks(Pipeline& pipeline);

}  // namespace nightshift
