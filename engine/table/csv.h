// CSV as RFC 4180 has it, with one addition that data people need: an empty unquoted field is NULL,
// "" is the empty text.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace nightshift {

// Reads records one by one without holding the file twice. The text must outlive the reader. A
// UTF-8 byte order mark is passed over; lines end in LF or CRLF; a last line without an end counts;
// empty lines are passed over. But where the first record has one field, an empty line after it is
// a record too, whose one field is NULL: so a table of one column loses no row.
class CsvReader {
 public:
  struct Field {
    std::string_view text;  // valid until the next call of read()
    bool is_null = false;
  };

  explicit CsvReader(std::string_view text);

  // The next record's fields, or nullopt at the end. Fails with "csv.quote" (a quote that never
  // ends, or text after a closing quote); where.line says where the record starts.
  Result<std::optional<std::span<const Field>>> read();

  // The line on which the latest record starts, from 1.
  std::int64_t line() const { return record_line_; }

 private:
  Result<void> read_field();
  Result<std::string_view> read_quoted();
  std::string_view read_plain();
  bool take_line_end();
  Error quote_error(std::string message) const;

  std::string_view text_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  std::int64_t record_line_ = 0;
  bool one_column_ = false;  // the first record was read, and has one field
  std::vector<Field> fields_;
  std::deque<std::string> unquoted_;  // a deque never moves what a field points to
};

}  // namespace nightshift
