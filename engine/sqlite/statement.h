// A prepared statement and its rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "engine/sqlite/sqlite_error.h"
#include "engine/table/cell.h"

struct sqlite3_stmt;

namespace nightshift {

// What a statement has cost since it was prepared.
struct StatementCost {
  std::int64_t steps = 0;            // virtual machine steps
  std::int64_t full_scan_steps = 0;  // rows stepped over in full table scans
  std::int64_t sorts = 0;
};

// Must not outlive its connection. Movable.
class Statement {
 public:
  // Takes ownership; `handle` may be null (a text of blanks and comments). For Connection.
  Statement(sqlite3_stmt* handle, std::size_t tail_offset)
      : handle_(handle), tail_offset_(tail_offset) {}
  Statement(Statement&& other) noexcept
      : handle_(std::exchange(other.handle_, nullptr)), tail_offset_(other.tail_offset_) {}
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  // True when the text held no statement.
  bool is_empty() const { return handle_ == nullptr; }
  // Where the next statement's text begins, in bytes from the start of the text given to prepare().
  std::size_t tail_offset() const { return tail_offset_; }
  // True when running it cannot change the database.
  bool is_read_only() const;
  bool is_explain() const;

  // Parameters count from 1. Texts and blobs are looked at, not copied: they must live until the
  // next reset().
  void bind_null(int parameter);
  void bind_integer(int parameter, std::int64_t value);
  void bind_real(int parameter, double value);
  void bind_text(int parameter, std::string_view text);
  void bind_blob(int parameter, std::string_view bytes);
  void bind_blob_copy(int parameter, std::string_view bytes);
  void bind(int parameter, const Cell& cell);

  // Goes to the next row: true when there is one.
  SqliteResult<bool> step();
  // Back to the start; parameters keep their values.
  void reset();

  int column_count() const;
  std::string column_name(int column) const;  // columns count from 0
  // The value in the current row. Bytes of a TEXT that are not UTF-8 become U+FFFD, one by one.
  Cell cell(int column) const;
  std::int64_t integer(int column) const;
  // Length of the value in the current row: 8 for numbers, 0 for NULL.
  std::int64_t size_bytes(int column) const;

  StatementCost cost() const;

 private:
  sqlite3_stmt* handle_ = nullptr;
  std::size_t tail_offset_ = 0;
};

}  // namespace nightshift
