// What a pipeline does to its tables: each list of writes is one transaction.
#include <algorithm>
#include <string>

#include "engine/base/ascii.h"
#include "engine/base/check.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/warehouse/query_error.h"
#include "engine/warehouse/schema_sql.h"
#include "engine/warehouse/state.h"

namespace nightshift {
namespace {

std::string_view schema_of(std::string_view table) {
  const std::size_t dot = table.find('.');
  return dot == table.npos ? std::string_view("main") : table.substr(0, dot);
}

std::string_view name_without_schema(std::string_view table) {
  return table.substr(table.find('.') + 1);  // npos + 1 is 0
}

std::string column_list(const std::vector<std::string>& names, std::string_view between,
                        std::string_view after = "") {
  std::string list;
  for (const std::string& name : names) {
    if (!list.empty()) list += between;
    list.append(quoted_name(name)).append(after);
  }
  return list;
}

std::vector<std::string> names_of(const std::vector<ColumnSchema>& columns) {
  std::vector<std::string> names;
  for (const ColumnSchema& column : columns) names.push_back(column.name);
  return names;
}

// A table that no SQL can make is the learner's trouble here: the names are the pipeline's.
Result<void> check_shape(const TableSchema& schema) {
  auto checked = check_schema(schema, {});
  if (checked) return {};
  checked.error().whose = Whose::kLearner;
  return fail(std::move(checked.error()));
}

// Carries writes out, one after the other. Table names that are found are those of `schemas`.
class Writer {
 public:
  Writer(Connection& connection, const std::vector<std::string>& databases,
         std::vector<TableSchema>& schemas)
      : connection_(connection), databases_(databases), schemas_(schemas) {}

  Result<void> carry_out(const TableWrite& write) {
    using Kind = TableWrite::Kind;
    if (write.kind == Kind::kCreate) return create(write);
    const auto table = find(write.table);
    if (table == schemas_.end()) {
      if (write.kind == Kind::kDrop) return {};
      return fail(learner_error("write.no_such_table", "There is no table " + write.table + ".",
                                "Load it before it is changed."));
    }
    switch (write.kind) {
      case Kind::kAddColumns:
        return add_columns(*table, write);
      case Kind::kDropColumns:
        return drop_columns(*table, write);
      case Kind::kAppend:
        return append(*table, write);
      case Kind::kDelete:
        return delete_rows(*table, write);
      case Kind::kClear:
        return run_once("DELETE FROM " + quoted_table(table->name));
      case Kind::kDrop:
        return drop(table);
      case Kind::kRename:
        return rename(*table, write);
      case Kind::kCreate:
        break;
    }
    return {};
  }

  std::int64_t rows_changed() const { return rows_changed_; }

 private:
  std::vector<TableSchema>::iterator find(std::string_view table) {
    return std::find_if(schemas_.begin(), schemas_.end(),
                        [&](const TableSchema& schema) { return same_name(schema.name, table); });
  }

  Result<void> run_once(const std::string& sql) {
    const std::int64_t before = connection_.total_changes();
    const auto done = connection_.execute(sql);
    NIGHTSHIFT_CHECK(done.has_value());
    rows_changed_ += connection_.total_changes() - before;
    return {};
  }

  Result<void> check_free(std::string_view table) {
    const std::string_view database = schema_of(table);
    const bool known = database == "main" || std::find(databases_.begin(), databases_.end(),
                                                       database) != databases_.end();
    if (!known) {
      return fail(learner_error("write.no_such_schema",
                                "There is no schema " + std::string(database) + ".",
                                "Write to one of those that the pipeline names."));
    }
    if (find(table) == schemas_.end()) return {};
    return fail(learner_error("write.table_exists",
                              "There is a table " + std::string(table) + " already.",
                              "Drop it first, or choose another name."));
  }

  Result<void> create(const TableWrite& write) {
    NIGHTSHIFT_TRY(check_free(write.table));
    const TableSchema schema{
        .name = write.table, .description = "", .columns = write.columns, .primary_key = {}};
    NIGHTSHIFT_TRY(check_shape(schema));
    NIGHTSHIFT_TRY(run_once(create_growing_table_sql(schema)));
    if (!write.key.empty()) {
      NIGHTSHIFT_TRY(check_columns(schema, write.key));
      const std::string name(name_without_schema(write.table));
      NIGHTSHIFT_TRY(run_once("CREATE INDEX " + quoted_name(std::string(schema_of(write.table))) +
                              "." + quoted_name(name + "_key") + " ON " + quoted_name(name) + " (" +
                              column_list(write.key, ", ") + ")"));
    }
    schemas_.push_back(schema);
    return {};
  }

  // Fails when one of `names` is no column of the table.
  static Result<void> check_columns(const TableSchema& schema,
                                    const std::vector<std::string>& names) {
    const std::vector<std::string> columns = names_of(schema.columns);
    for (const std::string& name : names) {
      const bool known = std::any_of(columns.begin(), columns.end(),
                                     [&](const auto& column) { return same_name(column, name); });
      if (known) continue;
      const auto near = nearest(name, columns);
      return fail(learner_error(
          "write.no_such_column", "Table " + schema.name + " has no column " + name + ".",
          near ? "Did you mean " + *near + "?" : "Its columns are " + enumeration(columns) + "."));
    }
    return {};
  }

  Result<void> add_columns(TableSchema& table, const TableWrite& write) {
    TableSchema wider = table;
    wider.columns.insert(wider.columns.end(), write.columns.begin(), write.columns.end());
    NIGHTSHIFT_TRY(check_shape(wider));
    for (const ColumnSchema& column : write.columns) {
      NIGHTSHIFT_TRY(run_once("ALTER TABLE " + quoted_table(table.name) + " ADD COLUMN " +
                              growing_column_sql(column)));
    }
    table = wider;
    return {};
  }

  // SQLite keeps the columns of an index, and the last column.
  Result<void> drop_columns(TableSchema& table, const TableWrite& write) {
    NIGHTSHIFT_TRY(check_columns(table, names_of(write.columns)));
    for (const ColumnSchema& column : write.columns) {
      const auto done = connection_.execute("ALTER TABLE " + quoted_table(table.name) +
                                            " DROP COLUMN " + quoted_name(column.name));
      if (!done) {
        return fail(learner_error("write.column_in_use",
                                  "Table " + table.name + " cannot do without " + column.name +
                                      ": it is part of its key, or its last column.",
                                  "Keep the column, or make the table again."));
      }
      std::erase_if(table.columns,
                    [&](const auto& other) { return same_name(other.name, column.name); });
    }
    return {};
  }

  Result<void> append(const TableSchema& table, const TableWrite& write) {
    const std::vector<std::string> names = names_of(write.columns);
    NIGHTSHIFT_TRY(check_columns(table, names));
    std::string places;
    for (std::size_t i = 0; i < names.size(); ++i) places += i == 0 ? "?" : ", ?";
    return run_for_rows("INSERT INTO " + quoted_table(table.name) + " (" +
                            column_list(names, ", ") + ") VALUES (" + places + ")",
                        table, write);
  }

  Result<void> delete_rows(const TableSchema& table, const TableWrite& write) {
    NIGHTSHIFT_TRY(check_columns(table, write.key));
    return run_for_rows("DELETE FROM " + quoted_table(table.name) + " WHERE " +
                            column_list(write.key, " AND ", " IS ?"),
                        table, write);
  }

  Result<void> run_for_rows(const std::string& sql, const TableSchema& table,
                            const TableWrite& write) {
    auto statement = connection_.prepare(sql);
    NIGHTSHIFT_CHECK(statement.has_value());
    const std::int64_t before = connection_.total_changes();
    for (const std::vector<Cell>& row : write.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) statement->bind(static_cast<int>(i) + 1, row[i]);
      if (const auto done = statement->step(); !done) {
        return fail(learner_error(
            "write.type",
            "Table " + table.name + " does not take a value: " + done.error().message + ".",
            "Convert it, or declare another type for the column."));
      }
      statement->reset();
    }
    rows_changed_ += connection_.total_changes() - before;
    return {};
  }

  Result<void> drop(std::vector<TableSchema>::iterator table) {
    NIGHTSHIFT_TRY(run_once("DROP TABLE " + quoted_table(table->name)));
    schemas_.erase(table);
    return {};
  }

  Result<void> rename(TableSchema& table, const TableWrite& write) {
    NIGHTSHIFT_TRY(check_free(write.to));
    NIGHTSHIFT_TRY(run_once("ALTER TABLE " + quoted_table(table.name) + " RENAME TO " +
                            quoted_name(std::string(name_without_schema(write.to)))));
    table.name = write.to;
    return {};
  }

  Connection& connection_;
  const std::vector<std::string>& databases_;
  std::vector<TableSchema>& schemas_;
  std::int64_t rows_changed_ = 0;
};

}  // namespace

Result<std::int64_t> Warehouse::apply(std::span<const TableWrite> writes) {
  Connection& connection = state_->connection;
  const std::vector<TableSchema> before = state_->schemas;
  Writer writer(connection, state_->options.schemas, state_->schemas);
  NIGHTSHIFT_CHECK(connection.execute("BEGIN").has_value());
  for (const TableWrite& write : writes) {
    if (auto done = writer.carry_out(write); !done) {
      NIGHTSHIFT_CHECK(connection.execute("ROLLBACK").has_value());
      state_->schemas = before;
      return fail(std::move(done.error()));
    }
  }
  NIGHTSHIFT_CHECK(connection.execute("COMMIT").has_value());
  ++state_->version;
  return writer.rows_changed();
}

}  // namespace nightshift
