#include "engine/sqlite/statement.h"

#include <sqlite3.h>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/sqlite/error_from_handle.h"

namespace nightshift {
namespace {

int length_of(std::string_view bytes) {
  NIGHTSHIFT_CHECK(bytes.size() <= 0x7fffffffU);
  return static_cast<int>(bytes.size());
}

std::string_view text_of(sqlite3_stmt* handle, int column) {
  const unsigned char* text = sqlite3_column_text(handle, column);
  if (text == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle, column));
  return {reinterpret_cast<const char*>(text), size};
}

std::string_view blob_of(sqlite3_stmt* handle, int column) {
  const void* bytes = sqlite3_column_blob(handle, column);
  if (bytes == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle, column));
  return {static_cast<const char*>(bytes), size};
}

// `cast(x'ff' as text)` makes text that is not UTF-8; nothing behind this point has to bear it.
std::string repaired_text(std::string_view text) {
  std::string repaired;
  std::size_t bad = 0;
  while (!is_utf8(text, &bad)) {
    repaired += text.substr(0, bad);
    repaired += "\xef\xbf\xbd";
    text.remove_prefix(bad + 1);
  }
  repaired += text;
  return repaired;
}

}  // namespace

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(tail_offset_, other.tail_offset_);
  return *this;
}

Statement::~Statement() { sqlite3_finalize(handle_); }

bool Statement::is_read_only() const { return sqlite3_stmt_readonly(handle_) != 0; }

bool Statement::is_explain() const { return sqlite3_stmt_isexplain(handle_) != 0; }

void Statement::bind_null(int parameter) {
  NIGHTSHIFT_CHECK(sqlite3_bind_null(handle_, parameter) == SQLITE_OK);
}

void Statement::bind_integer(int parameter, std::int64_t value) {
  NIGHTSHIFT_CHECK(sqlite3_bind_int64(handle_, parameter, value) == SQLITE_OK);
}

void Statement::bind_real(int parameter, double value) {
  NIGHTSHIFT_CHECK(sqlite3_bind_double(handle_, parameter, value) == SQLITE_OK);
}

void Statement::bind_text(int parameter, std::string_view text) {
  // A null pointer would bind NULL, and an empty string_view may hold one.
  const char* data = text.empty() ? "" : text.data();
  const int code = sqlite3_bind_text(handle_, parameter, data, length_of(text), SQLITE_STATIC);
  NIGHTSHIFT_CHECK(code == SQLITE_OK);
}

void Statement::bind_blob(int parameter, std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  const int code = sqlite3_bind_blob(handle_, parameter, data, length_of(bytes), SQLITE_STATIC);
  NIGHTSHIFT_CHECK(code == SQLITE_OK);
}

void Statement::bind_blob_copy(int parameter, std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  const int code = sqlite3_bind_blob(handle_, parameter, data, length_of(bytes), SQLITE_TRANSIENT);
  NIGHTSHIFT_CHECK(code == SQLITE_OK);
}

void Statement::bind(int parameter, const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell))
    return bind_integer(parameter, *integer);
  if (const auto* real = std::get_if<double>(&cell)) return bind_real(parameter, *real);
  if (const auto* text = std::get_if<std::string>(&cell)) return bind_text(parameter, *text);
  if (const auto* blob = std::get_if<Blob>(&cell)) return bind_blob(parameter, blob->bytes);
  bind_null(parameter);
}

SqliteResult<bool> Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return fail(error_from_handle(sqlite3_db_handle(handle_)));
}

void Statement::reset() { sqlite3_reset(handle_); }

int Statement::column_count() const { return sqlite3_column_count(handle_); }

std::string Statement::column_name(int column) const {
  const char* name = sqlite3_column_name(handle_, column);
  return name == nullptr ? std::string() : std::string(name);
}

Cell Statement::cell(int column) const {
  switch (sqlite3_column_type(handle_, column)) {
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>(sqlite3_column_int64(handle_, column));
    case SQLITE_FLOAT:
      return sqlite3_column_double(handle_, column);
    case SQLITE_TEXT: {
      const std::string_view text = text_of(handle_, column);
      return is_utf8(text) ? std::string(text) : repaired_text(text);
    }
    case SQLITE_BLOB:
      return Blob{std::string(blob_of(handle_, column))};
    default:
      return Null{};
  }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

std::int64_t Statement::size_bytes(int column) const {
  switch (sqlite3_column_type(handle_, column)) {
    case SQLITE_NULL:
      return 0;
    case SQLITE_TEXT:
    case SQLITE_BLOB:
      return sqlite3_column_bytes(handle_, column);
    default:
      return 8;
  }
}

StatementCost Statement::cost() const {
  constexpr int kKeep = 0;
  return {.steps = sqlite3_stmt_status(handle_, SQLITE_STMTSTATUS_VM_STEP, kKeep),
          .full_scan_steps = sqlite3_stmt_status(handle_, SQLITE_STMTSTATUS_FULLSCAN_STEP, kKeep),
          .sorts = sqlite3_stmt_status(handle_, SQLITE_STMTSTATUS_SORT, kKeep)};
}

}  // namespace nightshift
