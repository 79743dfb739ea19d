#include "engine/table/cell.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/calendar.h"
#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

struct TypeName {
  ColumnType type;
  std::string_view name;
};

constexpr std::array<TypeName, 9> kTypeNames = {{
    {ColumnType::kNull, "null"},
    {ColumnType::kBoolean, "boolean"},
    {ColumnType::kInteger, "integer"},
    {ColumnType::kReal, "real"},
    {ColumnType::kText, "text"},
    {ColumnType::kDate, "date"},
    {ColumnType::kTimestamp, "timestamp"},
    {ColumnType::kBlob, "blob"},
    {ColumnType::kMixed, "mixed"},
}};

std::string blob_text(const Blob& blob) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text = "X'";
  for (const char c : blob.bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text + "'";
}

// The place of a value's storage class in the sort order; numbers share one.
int rank(const Cell& cell) {
  constexpr std::array<int, 5> kRanks = {0, 1, 1, 2, 3};
  return kRanks[cell.index()];
}

// Breaks the draw between numbers of equal value, so that the order is total: 0, -0.0, 0.0.
int number_form(const Cell& cell) {
  const double* real = std::get_if<double>(&cell);
  if (real == nullptr) return 0;
  return std::signbit(*real) ? 1 : 2;
}

}  // namespace

std::string_view column_type_text(ColumnType type) {
  for (const TypeName& known : kTypeNames) {
    if (known.type == type) return known.name;
  }
  NIGHTSHIFT_CHECK(false);
}

std::optional<ColumnType> column_type_from_text(std::string_view text) {
  for (const TypeName& known : kTypeNames) {
    if (known.name == text) return known.type;
  }
  return std::nullopt;
}

ColumnType type_of(const Cell& cell) {
  constexpr std::array<ColumnType, 5> kTypes = {ColumnType::kNull, ColumnType::kInteger,
                                                ColumnType::kReal, ColumnType::kText,
                                                ColumnType::kBlob};
  if (const std::string* text = std::get_if<std::string>(&cell)) {
    if (is_date(*text)) return ColumnType::kDate;
    if (is_timestamp(*text)) return ColumnType::kTimestamp;
  }
  return kTypes[cell.index()];
}

std::string cell_text(const Cell& cell) {
  if (const std::int64_t* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
  if (const double* real = std::get_if<double>(&cell)) return real_text(*real);
  if (const std::string* text = std::get_if<std::string>(&cell)) return *text;
  if (const Blob* blob = std::get_if<Blob>(&cell)) return blob_text(*blob);
  return "NULL";
}

bool cell_less(const Cell& left, const Cell& right) {
  if (rank(left) != rank(right)) return rank(left) < rank(right);
  if (is_number(left)) {
    const int order = compare_numbers(left, right);
    return order != 0 ? order < 0 : number_form(left) < number_form(right);
  }
  // std::string compares bytes as unsigned characters, which is also the order of code points.
  if (const std::string* text = std::get_if<std::string>(&left)) {
    return *text < *std::get_if<std::string>(&right);
  }
  if (const Blob* blob = std::get_if<Blob>(&left)) {
    return blob->bytes < std::get_if<Blob>(&right)->bytes;
  }
  return false;
}

}  // namespace nightshift
