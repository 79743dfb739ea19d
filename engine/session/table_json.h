// Tables as JSON, for the expected results inside a learner's pack.
#pragma once

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/json/reader.h"
#include "engine/table/table.h"

namespace nightshift {

// {"columns": [{"name", "type"}], "rows": [[cell, ...], ...]}; a cell is null, a whole number, a
// number, a text,
// {"real": "Inf"} or {"blob": "0a1b"}. Reading back gives an equal table.
Json table_to_json(const Table& table);

// Errors go to the reader's list; the table is then not to be used.
Table table_from_json(JsonReader reader);

}  // namespace nightshift
