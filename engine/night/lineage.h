// What a night's runs really read and wrote, as OpenLineage events: taken from its trace.
#pragma once

#include <vector>

#include "engine/night/night.h"
#include "engine/observe/openlineage.h"

namespace nightshift {

// One START and one COMPLETE or FAIL for each run and for each try of a task that has ended, in the
// order of the trace. Tables are those that the task of that name reads and writes in the files in
// force now; a task that these files do not have names none. What a model's columns are made of is
// read from its SQL and the columns that tables have now; where these do not fit together, nothing
// is said about columns.
std::vector<LineageEvent> night_lineage(const Night& night);

}  // namespace nightshift
