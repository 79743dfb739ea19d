// The command `map` as an edit of pipeline.jsonc: what the console does to the learner's file.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/pipeline/command.h"

namespace nightshift {

// In every sync task that reads command.source, the column command.to is from now on also looked
// for under command.from:
//
//   before   "fields": ["order_id", "amount_cents"]
//   after    "fields": ["order_id", {"to": "amount_cents", "from": ["amount_cents",
//   "amount_minor_units"]}]
//
// A column that was not loaded yet is added. The result is canonical JSON: comments and the order
// of keys are not kept. Fails with "json.*" where the text is none, with "command.unknown_name"
// when no sync task reads the source, with "command.no_fields" when such a task loads every column
// (there is no list to put the mapping into), and with "command.no_change" when the mapping stands
// there already.
Result<std::string> apply_map(std::string_view pipeline_text, const MapCommand& command);

}  // namespace nightshift
