// One value of a table, and the types that a lesson's tables and results speak of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace nightshift {

struct Null {
  friend bool operator==(Null, Null) { return true; }
};

struct Blob {
  std::string bytes;

  friend bool operator==(const Blob&, const Blob&) = default;
};

// A value as SQLite stores it: NULL, INTEGER, REAL, TEXT (UTF-8) or BLOB. The order of the
// alternatives is SQLite's sort order of storage classes, except that INTEGER and REAL sort by
// value.
using Cell = std::variant<Null, std::int64_t, double, std::string, Blob>;

// What a column holds, in a warehouse's words. SQLite stores boolean as INTEGER 0 or 1, date and
// timestamp as TEXT; here they are types of their own, so that a check can see them.
enum class ColumnType {
  kNull,     // no value but NULL: agrees with every type
  kBoolean,  // declared only: a result never infers it
  kInteger,
  kReal,
  kText,
  kDate,       // TEXT, as is_date() of engine/base/calendar.h has it
  kTimestamp,  // TEXT, as is_timestamp() there has it
  kBlob,
  kMixed,  // inferred only: values of several types in one column
};

// The name on the wire and in lesson files: "integer", "date", ...
std::string_view column_type_text(ColumnType type);
std::optional<ColumnType> column_type_from_text(std::string_view text);

// The type of one value; TEXT becomes kDate or kTimestamp where its shape says so.
ColumnType type_of(const Cell& cell);

// A value as a person reads it, the same bytes on every machine: integers in digits, reals as the
// shortest text that reads back equal (always with '.', 'e', "Inf", "-Inf" or "NaN"), text as it
// is, blobs as X'0A1B'. NULL is "NULL": callers that must tell it from the text 'NULL' ask first.
std::string cell_text(const Cell& cell);

// Sort order for canonical output: NULL < numbers (by value, integer before real when equal) < text
// (bytes) < blob (bytes). Total, also for NaN (first among the numbers).
bool cell_less(const Cell& left, const Cell& right);

}  // namespace nightshift
