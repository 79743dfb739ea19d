// A tiny database as a value: rows for every table of a schema, and what a person reads of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/json/json.h"
#include "engine/warehouse/scratch_schema.h"

namespace nightshift {

struct TinyData {
  std::vector<ScratchRows> tables;  // by table of the schema

  std::size_t row_count() const;

  friend bool operator==(const TinyData&, const TinyData&) = default;
};

// No rows for every table.
TinyData empty_data(const ScratchSchema& schema);

// The tables, parents before their children where foreign keys do not run in circles.
std::vector<std::size_t> parents_first(const ScratchSchema& schema);

// INSERT statements, one for each table with rows, parents first. Generated columns are left out.
std::string insert_text(const ScratchSchema& schema, const TinyData& data);

// A value in SQL: NULL, 12, 1.5, 'it''s', X'0A'.
std::string sql_literal(const Cell& cell);

// [{"table": "orders", "columns": ["id", "total"], "rows": [[1, 2.5]]}], non-empty tables only, in
// the schema's order. Blobs as {"blob": "0a1b"}, infinities and NaN as {"real": "Inf"}.
Json tiny_data_json(const ScratchSchema& schema, const TinyData& data);

}  // namespace nightshift
