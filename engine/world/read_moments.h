// Times in a scenario's JSON.
#pragma once

#include "engine/json/reader.h"
#include "engine/kernel/time.h"

namespace nightshift {

// A day or a time in UTC; "scenario.time" and 0 where the text is neither.
TimeUs read_time_of(JsonReader reader);

// The same, of a midnight.
TimeUs read_midnight(JsonReader reader);

}  // namespace nightshift
