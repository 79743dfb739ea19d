// Rows that are written down as SQL, over a schema that is written down as SQL.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/warehouse/scratch_schema.h"

namespace nightshift {

struct ScratchSample {
  ScratchSchema schema;
  std::vector<ScratchRows> tables;  // by table of the schema
};

struct SqlScript {
  std::string_view text;
  std::string file;  // names it in errors
};

// Makes the tables of `ddl` and runs the INSERTs of `data` in them; all else in the two is passed
// over, so they may be one and the same dump. Rows need not obey foreign keys. Fails, as the
// author's trouble, with "schema.refused" or "data.refused" where SQLite refuses a statement or it
// does not come to an end.
Result<ScratchSample> read_scratch_sample(const SqlScript& ddl, const SqlScript& data);

}  // namespace nightshift
