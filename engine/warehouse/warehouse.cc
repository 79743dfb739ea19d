#include "engine/warehouse/warehouse.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/check.h"
#include "engine/warehouse/functions.h"
#include "engine/warehouse/schema_sql.h"
#include "engine/warehouse/state.h"

namespace nightshift {

const TableSchema* Warehouse::State::find_schema(std::string_view table) const {
  const auto found = std::find_if(schemas.begin(), schemas.end(), [&](const TableSchema& schema) {
    return same_name(schema.name, table);
  });
  return found == schemas.end() ? nullptr : &*found;
}

std::string warehouse_engine_version() { return std::string(sqlite_version()); }

Warehouse::Warehouse(const Options& options)
    : state_(std::make_unique<State>(
          State{.options = options,
                .connection = Connection({.now_unix_us = options.now_unix_us,
                                          .seed = options.seed,
                                          .schemas = options.schemas}),
                .schemas = {}})) {
  define_functions(state_->connection);
}

Warehouse::Warehouse(Warehouse&&) noexcept = default;
Warehouse& Warehouse::operator=(Warehouse&&) noexcept = default;
Warehouse::~Warehouse() = default;

Result<void> Warehouse::create_table(const TableSchema& schema) {
  NIGHTSHIFT_TRY(check_schema(schema, state_->schemas));
  if (auto made = state_->connection.execute(create_table_sql(schema)); !made) {
    return fail(
        Error{.whose = Whose::kAuthor,
              .code = "schema.refused",
              .message = "Table " + schema.name + " cannot be made: " + made.error().message + ".",
              .remedy = "Change its columns, its key or its accepted values.",
              .where = {}});
  }
  state_->schemas.push_back(schema);
  return {};
}

const TableSchema* Warehouse::find_table(std::string_view table) const {
  return state_->find_schema(table);
}

const std::vector<TableSchema>& Warehouse::tables() const { return state_->schemas; }

void Warehouse::set_now(std::int64_t now_unix_us) {
  state_->options.now_unix_us = now_unix_us;
  state_->connection.set_now(now_unix_us);
}

Warehouse Warehouse::clone(const std::vector<std::string>& more_schemas) {
  Options options = state_->options;
  options.schemas.insert(options.schemas.end(), more_schemas.begin(), more_schemas.end());
  Warehouse copy(options);
  copy.state_->connection.copy_from(state_->connection);
  copy.state_->schemas = state_->schemas;
  copy.state_->version = state_->version;
  return copy;
}

std::int64_t Warehouse::version() const { return state_->version; }

const std::vector<std::string>& Warehouse::schemas() const { return state_->options.schemas; }

std::int64_t Warehouse::row_count(std::string_view table) {
  NIGHTSHIFT_CHECK(state_->find_schema(table) != nullptr);
  auto statement = state_->connection.prepare("SELECT count(*) FROM " + quoted_table(table));
  NIGHTSHIFT_CHECK(statement.has_value());
  const auto row = statement->step();
  NIGHTSHIFT_CHECK(row.has_value() && *row);
  return statement->integer(0);
}

std::string enumeration(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace nightshift
