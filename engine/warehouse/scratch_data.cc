#include "engine/warehouse/scratch_data.h"

#include <utility>

#include "engine/base/check.h"
#include "engine/sql/quote.h"
#include "engine/warehouse/functions.h"
#include "engine/warehouse/scratch_ddl.h"
#include "engine/warehouse/scratch_introspection.h"

namespace nightshift {
namespace {

constexpr std::int64_t kStepsMax = 50'000'000;

ScratchRows rows_in(Connection& connection, const ScratchTable& table) {
  std::string names;
  for (const ScratchColumn& column : table.columns) {
    names += (names.empty() ? "" : ", ") + quoted_name(column.name);
  }
  auto statement = connection.prepare("SELECT " + names + " FROM main." + quoted_name(table.name));
  NIGHTSHIFT_CHECK(statement.has_value());
  ScratchRows rows;
  for (;;) {
    const auto more = statement->step();
    NIGHTSHIFT_CHECK(more.has_value());
    if (!*more) return rows;
    ScratchRow& row = rows.emplace_back();
    for (int i = 0; i < statement->column_count(); ++i) row.push_back(statement->cell(i));
  }
}

}  // namespace

Result<ScratchSample> read_scratch_sample(const SqlScript& ddl, const SqlScript& data) {
  Connection connection({.schemas = {}, .double_quoted_strings = true, .foreign_keys = false});
  define_functions(connection);
  connection.start_meter(kStepsMax);
  NIGHTSHIFT_TRY(run_script(connection, ddl.text,
                            {.wanted = &ScriptStatement::changes_schema,
                             .name = "The DDL",
                             .file = ddl.file,
                             .code = "schema.refused"}));
  NIGHTSHIFT_TRY(run_script(connection, data.text,
                            {.wanted = &ScriptStatement::inserts_rows,
                             .name = "The data",
                             .file = data.file,
                             .code = "data.refused"}));
  connection.start_meter(INT64_MAX);
  ScratchSample sample{.schema = introspect(connection), .tables = {}};
  for (const ScratchTable& table : sample.schema.tables) {
    sample.tables.push_back(rows_in(connection, table));
  }
  return sample;
}

}  // namespace nightshift
