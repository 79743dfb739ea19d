// How rows come into a warehouse: from CSV, from a source of cells, from INSERT statements. Each
// load is one transaction: an error leaves the table as it was.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/table/csv.h"
#include "engine/warehouse/row_writer.h"
#include "engine/warehouse/state.h"

namespace nightshift {
namespace {

// Undoes what was loaded, unless it is told to keep it. When a statement that writes is stopped by
// its budget or runs out of memory, SQLite has undone everything by itself.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) {
    NIGHTSHIFT_CHECK(connection_.execute("BEGIN").has_value());
  }
  ~Transaction() {
    if (kept_ || !connection_.in_transaction()) return;
    NIGHTSHIFT_CHECK(connection_.execute("ROLLBACK").has_value());
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void keep() {
    NIGHTSHIFT_CHECK(connection_.execute("COMMIT").has_value());
    kept_ = true;
  }

 private:
  Connection& connection_;
  bool kept_ = false;
};

// A RowWriter checks every value itself, faster and with better words than the table's constraints:
// SQLite need not do it again while this stands.
class ConstraintsAside {
 public:
  explicit ConstraintsAside(Connection& connection) : connection_(connection) {
    NIGHTSHIFT_CHECK(connection_.execute("PRAGMA ignore_check_constraints = ON").has_value());
  }
  ~ConstraintsAside() {
    NIGHTSHIFT_CHECK(connection_.execute("PRAGMA ignore_check_constraints = OFF").has_value());
  }
  ConstraintsAside(const ConstraintsAside&) = delete;
  ConstraintsAside& operator=(const ConstraintsAside&) = delete;

 private:
  Connection& connection_;
};

Error author_error(std::string code, std::string message, std::string remedy, Where where) {
  return {.whose = Whose::kAuthor,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = std::move(where)};
}

Where in_file(std::string_view file, Where where = {}) {
  where.file = file;
  return where;
}

Result<void> check_is_text(std::string_view text, std::string_view file) {
  std::size_t bad = 0;
  if (is_utf8(text, &bad)) return {};
  return fail(author_error("data.not_text", "The file is not UTF-8 text.", "Save it as UTF-8.",
                           in_file(file, where_in_text(text, bad))));
}

// For each field of a record, the index of its column in the schema.
using Header = std::vector<std::size_t>;

Error header_error(std::string code, const std::string& message, std::string remedy,
                   std::string_view file) {
  return author_error(std::move(code), message, std::move(remedy), in_file(file, Where{.line = 1}));
}

Result<Header> read_header(const TableSchema& schema, CsvReader& reader, std::string_view file) {
  std::vector<std::string> names;
  for (const ColumnSchema& column : schema.columns) names.push_back(column.name);
  auto record = reader.read();
  if (!record) return fail(std::move(record.error()));
  if (!*record) {
    return fail(header_error("data.no_header", "The file has no header row.",
                             "Begin with a row of column names: " + enumeration(names) + ".",
                             file));
  }
  Header header;
  for (const CsvReader::Field& field : **record) {
    const auto found = std::find(names.begin(), names.end(), field.text);
    const std::string name = shortened(field.text, 60);
    if (found == names.end()) {
      const auto near = nearest(field.text, names);
      return fail(header_error(
          "data.unknown_column", "Table " + schema.name + " has no column '" + name + "'.",
          near ? "Did you mean " + *near + "?" : "Its columns are " + enumeration(names) + ".",
          file));
    }
    const auto index = static_cast<std::size_t>(found - names.begin());
    if (std::find(header.begin(), header.end(), index) != header.end()) {
      return fail(header_error("data.repeated_column", "The header names " + name + " twice.",
                               "Leave one of the two columns out.", file));
    }
    header.push_back(index);
  }
  return header;
}

// Columns that the file leaves out are NULL in every row.
Result<void> set_missing_columns(const TableSchema& schema, const Header& header, RowWriter& writer,
                                 std::string_view file) {
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    if (std::find(header.begin(), header.end(), i) != header.end()) continue;
    const ColumnSchema& column = schema.columns[i];
    if (!column.nullable) {
      return fail(header_error("data.missing_column",
                               "The header lacks " + column.name + ", which may not be NULL.",
                               "Add the column, or declare it nullable.", file));
    }
    NIGHTSHIFT_TRY(writer.set_cell(i, Null{}));
  }
  return {};
}

Result<void> write_record(std::span<const CsvReader::Field> record, const Header& header,
                          RowWriter& writer) {
  if (record.size() != header.size()) {
    return fail(writer.error(
        "data.field_count",
        "The line has " + counted(static_cast<std::int64_t>(record.size()), "field") +
            ", the header " + count_text(static_cast<std::int64_t>(header.size())) + ".",
        "Give every line as many fields as the header; a comma inside a value needs quotes."));
  }
  for (std::size_t i = 0; i < header.size(); ++i) {
    NIGHTSHIFT_TRY(writer.set_field(header[i], record[i]));
  }
  return writer.write();
}

Result<std::int64_t> write_csv(const TableSchema& schema, CsvReader& reader, RowWriter& writer,
                               std::string_view file) {
  NIGHTSHIFT_TRY(const Header header, read_header(schema, reader, file));
  NIGHTSHIFT_TRY(set_missing_columns(schema, header, writer, file));
  for (std::int64_t rows = 0;; ++rows) {
    auto record = reader.read();
    if (!record) return fail(std::move(record.error()));
    if (!*record) return rows;
    writer.start_line(reader.line());
    NIGHTSHIFT_TRY(write_record(**record, header, writer));
  }
}

// What an author's INSERT statements may cost.
constexpr std::int64_t kAuthorStepsMax = 2'000'000'000;

Error insert_error(const Connection& connection, const SqliteError& problem, std::string_view sql,
                   std::size_t begin, std::string_view file) {
  const std::size_t offset = begin + problem.offset.value_or(0);
  const Where where = in_file(file, where_in_text(sql, offset));
  if (problem.problem == SqliteProblem::kDenied && connection.denied()) {
    return author_error(
        "data.not_insert",
        connection.denied()->action + " is not allowed here: " + problem.message + ".",
        "Keep to INSERT statements.", where);
  }
  if (problem.problem == SqliteProblem::kInterrupted) {
    return author_error("data.over_budget",
                        "The statement takes more than " + count_text(kAuthorStepsMax) + " steps.",
                        "Insert fewer rows, or use a generator.", where);
  }
  if (problem.problem == SqliteProblem::kCheck) {
    return author_error("data.refused", problem.message + ".",
                        "Keep to the column's type and its accepted values.", where);
  }
  if (problem.problem == SqliteProblem::kUnique) {
    return author_error("data.duplicate_key", problem.message + ".",
                        "Give each row a key of its own.", where);
  }
  return author_error("data.sql", problem.message + ".", "Correct the statement.", where);
}

// Runs the statement at the front of `sql` from `begin` on and moves `begin` past it.
Result<void> run_insert(Connection& connection, std::string_view sql, std::size_t& begin,
                        std::string_view file) {
  auto statement = connection.prepare(sql.substr(begin));
  if (!statement) return fail(insert_error(connection, statement.error(), sql, begin, file));
  const std::size_t end = begin + statement->tail_offset();
  if (!statement->is_empty()) {
    if (statement->is_read_only() || statement->is_explain()) {
      return fail(author_error("data.not_insert", "This statement is no INSERT.",
                               "Keep to INSERT statements.",
                               in_file(file, where_in_text(sql, begin))));
    }
    auto row = statement->step();
    while (row && *row) row = statement->step();
    if (!row) return fail(insert_error(connection, row.error(), sql, begin, file));
  }
  begin = end;
  return {};
}

// The connection lets INSERT statements through while this stands.
class InsertAccess {
 public:
  explicit InsertAccess(Connection& connection) : connection_(connection) {
    connection_.set_access(Access::kInsert);
    connection_.set_limits({.value_bytes_max = 16LL * 1024 * 1024});
    connection_.start_meter(kAuthorStepsMax);
    connection_.restart_chance();
  }
  ~InsertAccess() {
    connection_.set_access(Access::kAll);
    connection_.set_limits({});
    connection_.start_meter(INT64_MAX);
  }
  InsertAccess(const InsertAccess&) = delete;
  InsertAccess& operator=(const InsertAccess&) = delete;

 private:
  Connection& connection_;
};

}  // namespace

Result<std::int64_t> Warehouse::load_csv(const TableSchema& schema, std::string_view csv,
                                         std::string_view file) {
  NIGHTSHIFT_TRY(check_is_text(csv, file));
  const ConstraintsAside aside(state_->connection);
  Transaction transaction(state_->connection);
  NIGHTSHIFT_TRY(RowWriter writer, RowWriter::open(state_->connection, schema, file));
  CsvReader reader(csv);
  auto rows = write_csv(schema, reader, writer, file);
  if (!rows) {
    // The CSV reader knows the line, not the file or whose it is.
    rows.error().whose = Whose::kAuthor;
    rows.error().where.file = file;
    return rows;
  }
  transaction.keep();
  return rows;
}

Result<std::int64_t> Warehouse::load_rows(const TableSchema& schema, RowSource& source,
                                          std::string_view origin) {
  const ConstraintsAside aside(state_->connection);
  Transaction transaction(state_->connection);
  NIGHTSHIFT_TRY(RowWriter writer, RowWriter::open(state_->connection, schema, origin));
  std::vector<Cell> row;
  std::int64_t rows = 0;
  for (; source.next(row); ++rows) {
    writer.start_row(rows + 1);
    if (row.size() != schema.columns.size()) {
      return fail(writer.error(
          "data.field_count",
          "The row has " + counted(static_cast<std::int64_t>(row.size()), "value") + " for " +
              count_text(static_cast<std::int64_t>(schema.columns.size())) + " columns.",
          "Give every column a value, or NULL."));
    }
    for (std::size_t i = 0; i < row.size(); ++i) NIGHTSHIFT_TRY(writer.set_cell(i, row[i]));
    NIGHTSHIFT_TRY(writer.write());
  }
  transaction.keep();
  return rows;
}

Result<void> Warehouse::load_sql(std::string_view sql, std::string_view file) {
  NIGHTSHIFT_TRY(check_is_text(sql, file));
  if (const std::size_t nul = sql.find('\0'); nul != sql.npos) {
    return fail(author_error("data.not_text", "The file holds a NUL byte.",
                             "Save it as UTF-8 text.", in_file(file, where_in_text(sql, nul))));
  }
  Connection& connection = state_->connection;
  Transaction transaction(connection);
  {
    InsertAccess access(connection);
    for (std::size_t begin = 0; begin < sql.size();) {
      NIGHTSHIFT_TRY(run_insert(connection, sql, begin, file));
    }
  }
  transaction.keep();
  return {};
}

}  // namespace nightshift
