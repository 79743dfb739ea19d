#include "engine/table/table.h"

#include <vector>

#include "tests/support/catch.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

std::string inferred(const char* cells) {
  const Table table = table_of(cells);
  return std::string(column_type_text(table.columns[0].type));
}

TEST_CASE("a column's type comes from its values") {
  CHECK(inferred("a") == "null");
  CHECK(inferred("a | NULL | NULL") == "null");
  CHECK(inferred("a | NULL | 1") == "integer");
  CHECK(inferred("a | 1 | 2.5 | NULL | 3") == "real");
  CHECK(inferred("a | 2026-01-01 | NULL | 2026-01-02") == "date");
  CHECK(inferred("a | 2026-01-01 | '2026-01-02 10:00'") == "timestamp");
  CHECK(inferred("a | 2026-01-01 | '2026-01-02 10:00' | x") == "text");
  CHECK(inferred("a | x | 2026-01-01") == "text");
  CHECK(inferred("a | 1 | x") == "mixed");
  CHECK(inferred("a | X'00' | x") == "mixed");
  CHECK(inferred("a | 1 | x | 2") == "mixed");
}

TEST_CASE("a row is the cells side by side") {
  const Table table = table_of("a b | 1 x | 2 NULL");
  CHECK(table.row_count() == 2);
  CHECK(table.row(1) == std::vector<Cell>{std::int64_t{2}, Null{}});
  CHECK(Table{}.row_count() == 0);
}

}  // namespace
}  // namespace nightshift
