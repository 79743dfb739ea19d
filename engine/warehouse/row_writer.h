// Rows on their way into a table: every value is checked against the schema before SQLite sees it.
// For the files of this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/sqlite/connection.h"
#include "engine/table/csv.h"
#include "engine/table/schema.h"

namespace nightshift {

class RowWriter {
 public:
  // `schema` must outlive the writer. `origin` names the source in errors.
  static Result<RowWriter> open(Connection& connection, const TableSchema& schema,
                                std::string_view origin);

  // Where the row comes from: a line of the origin, or else its number, from 1.
  void start_line(std::int64_t line);
  void start_row(std::int64_t number);

  // Sets the value of a column (index in the schema). Texts and blobs must live until write(). A
  // column that is not set keeps its value from the row before.
  Result<void> set_field(std::size_t column, const CsvReader::Field& field);
  Result<void> set_cell(std::size_t column, const Cell& cell);
  Result<void> write();

  // An error of kind `code` in the current row.
  Error error(std::string code, std::string message, std::string remedy) const;

 private:
  RowWriter(Statement statement, const TableSchema& schema, std::string_view origin);

  Result<void> set_null(std::size_t column);
  Result<void> set_text(std::size_t column, std::string_view text);
  Result<void> set_integer(std::size_t column, std::int64_t value);
  Result<void> check_accepted(std::size_t column, std::string_view text) const;
  Error wrong_type(std::size_t column, std::string_view text) const;
  void remember_key(std::size_t column, std::string_view text);

  Statement insert_;
  const TableSchema* schema_;
  std::string origin_;
  std::int64_t line_ = 0;  // 0: not known
  std::int64_t row_ = 0;
  std::vector<bool> in_key_;            // by column
  std::vector<std::string> key_texts_;  // by column: what a duplicate's message says
};

}  // namespace nightshift
