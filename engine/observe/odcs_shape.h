// The shape of a contract: which keys the Open Data Contract Standard v3.1.0 knows, and what stands
// at each. The tables in odcs_shape.cc follow the published schema (odcs-json-schema-v3.1.0.json).
#pragma once

#include "engine/json/reader.h"

namespace nightshift {

// Reports everything in the document that the standard does not have: unknown keys with the nearest
// known one, values of a wrong kind, unknown words, missing keys. A key of the standard that the
// engine does nothing with is fine. Stricter than the published schema where that leaves a hole: a
// quality rule without a type and a metric is refused, because it would check nothing.
void check_odcs_shape(JsonReader document);

}  // namespace nightshift
