#include "engine/warehouse/row_writer.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "engine/base/text.h"
#include "engine/warehouse/state.h"

namespace nightshift {
namespace {

constexpr std::size_t kShownBytesMax = 60;
constexpr std::size_t kValueBytesMax = std::size_t{16} * 1024 * 1024;

std::string shown(std::string_view value) {
  return std::string("'").append(shortened(value, kShownBytesMax)).append("'");
}

bool read_integer(std::string_view text, std::int64_t* value) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), *value);
  return !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool read_boolean(std::string_view text, std::int64_t* value) {
  *value = text == "1" || same_name(text, "true") ? 1 : 0;
  return *value == 1 || text == "0" || same_name(text, "false");
}

std::size_t take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(count);
  return count;
}

// [-+]digits[.digits][e[-+]digits], with a digit before or after the point.
bool is_real(std::string_view text) {
  const auto take_sign = [&] {
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  };
  take_sign();
  std::size_t digits = take_digits(text);
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    digits += take_digits(text);
  }
  if (digits == 0) return false;
  if (text.empty() || (text[0] != 'e' && text[0] != 'E')) return text.empty();
  text.remove_prefix(1);
  take_sign();
  return take_digits(text) > 0 && text.empty();
}

int hexadecimal_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char letter = lower_letter(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

bool read_blob(std::string_view text, std::string* bytes) {
  if (text.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hexadecimal_digit(text[i]);
    const int low = hexadecimal_digit(text[i + 1]);
    if (high < 0 || low < 0) return false;
    bytes->push_back(static_cast<char>(high * 16 + low));
  }
  return true;
}

std::string_view type_remedy(ColumnType type) {
  switch (type) {
    case ColumnType::kBoolean:
      return "Write true, false, 1 or 0.";
    case ColumnType::kInteger:
      return "Write digits without decimals, such as 1250; an empty field is NULL.";
    case ColumnType::kReal:
      return "Write a number with a point, such as 12.5; an empty field is NULL.";
    case ColumnType::kDate:
      return "Write a day that exists, as 2026-03-01.";
    case ColumnType::kTimestamp:
      return "Write day and time, as 2026-03-01 09:30:00 or 2026-03-01T09:30:00+02:00.";
    case ColumnType::kBlob:
      return "Write pairs of hexadecimal digits, such as 0a1b.";
    default:
      return "Write text.";
  }
}

}  // namespace

RowWriter::RowWriter(Statement statement, const TableSchema& schema, std::string_view origin)
    : insert_(std::move(statement)),
      schema_(&schema),
      origin_(origin),
      in_key_(schema.columns.size()),
      key_texts_(schema.columns.size()) {
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    in_key_[i] = std::find(schema.primary_key.begin(), schema.primary_key.end(),
                           schema.columns[i].name) != schema.primary_key.end();
  }
}

Result<RowWriter> RowWriter::open(Connection& connection, const TableSchema& schema,
                                  std::string_view origin) {
  std::string sql = "INSERT INTO " + quoted_table(schema.name) + " VALUES (?";
  for (std::size_t i = 1; i < schema.columns.size(); ++i) sql += ", ?";
  auto statement = connection.prepare(sql + ")");
  if (statement) return RowWriter(std::move(*statement), schema, origin);
  return fail(Error{.whose = Whose::kAuthor,
                    .code = "data.no_such_table",
                    .message = "There is no table " + schema.name + " with these columns.",
                    .remedy = "Create it before its rows are loaded.",
                    .where = Where{.file = std::string(origin)}});
}

void RowWriter::start_line(std::int64_t line) { line_ = line; }

void RowWriter::start_row(std::int64_t number) { row_ = number; }

Error RowWriter::error(std::string code, std::string message, std::string remedy) const {
  Where where{.file = origin_};
  if (line_ > 0) where.line = line_;
  if (row_ > 0) message = "Row " + count_text(row_) + ": " + message;
  return {.whose = Whose::kAuthor,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = std::move(where)};
}

Error RowWriter::wrong_type(std::size_t column, std::string_view text) const {
  const ColumnSchema& schema = schema_->columns[column];
  const std::string value = is_utf8(text) ? shown(text) : "a text that is not UTF-8";
  return error("data.type",
               schema_->name + "." + schema.name + ": " + value + " is no " +
                   std::string(column_type_text(schema.type)) + ".",
               std::string(type_remedy(schema.type)));
}

void RowWriter::remember_key(std::size_t column, std::string_view text) {
  if (in_key_[column]) key_texts_[column] = shortened(text, kShownBytesMax);
}

Result<void> RowWriter::check_accepted(std::size_t column, std::string_view text) const {
  const ColumnSchema& schema = schema_->columns[column];
  const auto& accepted = schema.accepted_values;
  if (accepted.empty() || std::find(accepted.begin(), accepted.end(), text) != accepted.end()) {
    return {};
  }
  return fail(error("data.accepted_value",
                    schema_->name + "." + schema.name + ": " + shown(text) +
                        " is not one of the accepted values.",
                    "Use " + enumeration(accepted) + ", or add the value to accepted_values."));
}

Result<void> RowWriter::set_null(std::size_t column) {
  const ColumnSchema& schema = schema_->columns[column];
  if (!schema.nullable) {
    return fail(error("data.null", schema_->name + "." + schema.name + " may not be NULL.",
                      "Give a value (\"\" is the empty text), or declare the column nullable."));
  }
  remember_key(column, "NULL");
  insert_.bind_null(static_cast<int>(column) + 1);
  return {};
}

Result<void> RowWriter::set_integer(std::size_t column, std::int64_t value) {
  if (!schema_->columns[column].accepted_values.empty()) {
    NIGHTSHIFT_TRY(check_accepted(column, cell_text(value)));
  }
  if (in_key_[column]) remember_key(column, cell_text(value));
  insert_.bind_integer(static_cast<int>(column) + 1, value);
  return {};
}

// A value of a column that is stored as text.
Result<void> RowWriter::set_text(std::size_t column, std::string_view text) {
  const ColumnSchema& schema = schema_->columns[column];
  if (text.size() > kValueBytesMax) {
    return fail(error("data.too_long",
                      schema_->name + "." + schema.name + " has a value of " +
                          counted(static_cast<std::int64_t>(text.size()), "byte") + ".",
                      "Keep values under 16 MB."));
  }
  const bool wrong_date = schema.type == ColumnType::kDate && !is_date(text);
  const bool wrong_time = schema.type == ColumnType::kTimestamp && !is_timestamp(text);
  if (wrong_date || wrong_time) return fail(wrong_type(column, text));
  NIGHTSHIFT_TRY(check_accepted(column, text));
  remember_key(column, text);
  insert_.bind_text(static_cast<int>(column) + 1, text);
  return {};
}

Result<void> RowWriter::set_field(std::size_t column, const CsvReader::Field& field) {
  if (field.is_null) return set_null(column);
  const int parameter = static_cast<int>(column) + 1;
  std::int64_t integer = 0;
  switch (schema_->columns[column].type) {
    case ColumnType::kInteger:
      if (!read_integer(field.text, &integer)) break;
      return set_integer(column, integer);
    case ColumnType::kBoolean:
      if (!read_boolean(field.text, &integer)) break;
      return set_integer(column, integer);
    case ColumnType::kReal:
      if (!is_real(field.text)) break;
      NIGHTSHIFT_TRY(check_accepted(column, field.text));
      remember_key(column, field.text);
      insert_.bind_text(parameter, field.text);  // the REAL column makes a number of it
      return {};
    case ColumnType::kBlob: {
      std::string bytes;
      if (!read_blob(field.text, &bytes)) break;
      remember_key(column, field.text);
      insert_.bind_blob_copy(parameter, bytes);
      return {};
    }
    default:
      return set_text(column, field.text);
  }
  return fail(wrong_type(column, field.text));
}

Result<void> RowWriter::set_cell(std::size_t column, const Cell& cell) {
  if (std::holds_alternative<Null>(cell)) return set_null(column);
  const ColumnType type = schema_->columns[column].type;
  const int parameter = static_cast<int>(column) + 1;
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
    const bool truth = *integer == 0 || *integer == 1;
    if (type == ColumnType::kInteger || type == ColumnType::kReal)
      return set_integer(column, *integer);
    if (type == ColumnType::kBoolean && truth) return set_integer(column, *integer);
  } else if (const auto* real = std::get_if<double>(&cell)) {
    if (type == ColumnType::kReal && !std::isnan(*real)) {
      NIGHTSHIFT_TRY(check_accepted(column, cell_text(cell)));
      remember_key(column, cell_text(cell));
      insert_.bind_real(parameter, *real);
      return {};
    }
  } else if (const auto* text = std::get_if<std::string>(&cell)) {
    const bool is_stored_as_text =
        type == ColumnType::kText || type == ColumnType::kDate || type == ColumnType::kTimestamp;
    if (is_stored_as_text && is_utf8(*text)) return set_text(column, *text);
  } else if (const auto* blob = std::get_if<Blob>(&cell)) {
    if (type == ColumnType::kBlob && blob->bytes.size() <= kValueBytesMax) {
      remember_key(column, cell_text(cell));
      insert_.bind_blob(parameter, blob->bytes);
      return {};
    }
  }
  return fail(wrong_type(column, cell_text(cell)));
}

Result<void> RowWriter::write() {
  const auto row = insert_.step();
  insert_.reset();
  if (row) return {};
  if (row.error().problem != SqliteProblem::kUnique) {
    return fail(error("data.refused", schema_->name + ": " + row.error().message + ".",
                      "Change the row so that the table takes it."));
  }
  std::vector<std::string> names;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < in_key_.size(); ++i) {
    if (!in_key_[i]) continue;
    names.push_back(schema_->columns[i].name);
    values.push_back(shown(key_texts_[i]));
  }
  return fail(error("data.duplicate_key",
                    schema_->name + "." + enumeration(names) + ": " + enumeration(values) +
                        " is there already, and the primary key takes a value only once.",
                    "Give the row a key of its own, or leave it out."));
}

}  // namespace nightshift
