#include "engine/table/cell.h"

#include <algorithm>
#include <array>
#include <cmath>

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

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads a text from left to right; once something did not fit, everything after it fails too.
class ShapeReader {
 public:
  explicit ShapeReader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }

  bool take(char c) {
    if (!next_is(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Exactly `count` digits whose number is in [low, high]; -1 when that is not what follows.
  int number(std::size_t count, int low, int high) {
    if (rest_.size() < count) return -1;
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (!is_digit(c)) return -1;
      value = value * 10 + (c - '0');
    }
    if (value < low || value > high) return -1;
    rest_.remove_prefix(count);
    return value;
  }

  // One digit or more.
  bool digits() {
    const std::size_t end = std::min(rest_.size(), rest_.find_first_not_of("0123456789"));
    rest_.remove_prefix(end);
    return end > 0;
  }

 private:
  std::string_view rest_;
};

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool take_date(ShapeReader& reader) {
  const int year = reader.number(4, 0, 9999);
  if (year < 0 || !reader.take('-')) return false;
  const int month = reader.number(2, 1, 12);
  if (month < 0 || !reader.take('-')) return false;
  return reader.number(2, 1, days_in_month(year, month)) >= 0;
}

bool take_time(ShapeReader& reader) {
  if (reader.number(2, 0, 23) < 0 || !reader.take(':') || reader.number(2, 0, 59) < 0) return false;
  if (!reader.take(':')) return true;
  if (reader.number(2, 0, 59) < 0) return false;
  return !reader.take('.') || reader.digits();
}

bool take_offset(ShapeReader& reader) {
  if (reader.at_end() || reader.take('Z')) return true;
  if (!reader.take('+') && !reader.take('-')) return false;
  return reader.number(2, 0, 14) >= 0 && reader.take(':') && reader.number(2, 0, 59) >= 0;
}

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

bool is_date(std::string_view text) {
  ShapeReader reader(text);
  return take_date(reader) && reader.at_end();
}

bool is_timestamp(std::string_view text) {
  ShapeReader reader(text);
  if (!take_date(reader)) return false;
  if (!reader.take('T') && !reader.take(' ')) return false;
  return take_time(reader) && take_offset(reader) && reader.at_end();
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
