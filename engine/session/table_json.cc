#include "engine/session/table_json.h"

#include <cmath>
#include <limits>

#include "engine/base/text.h"

namespace nightshift {
namespace {

struct CellWriter {
  Json operator()(Null) const { return {}; }
  Json operator()(std::int64_t value) const { return value; }
  Json operator()(double value) const {
    if (std::isfinite(value)) return value;
    return Json::object({{"real", real_text(value)}});
  }
  Json operator()(const std::string& value) const { return value; }
  Json operator()(const Blob& value) const {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (const char c : value.bytes) {
      hex += kDigits[static_cast<unsigned char>(c) >> 4U];
      hex += kDigits[static_cast<unsigned char>(c) & 15U];
    }
    return Json::object({{"blob", hex}});
  }
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

Cell read_blob(JsonReader reader) {
  const std::string hex = reader.text_or_empty();
  Blob blob;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = hex_digit(hex[i]);
    const int low = hex_digit(hex[i + 1]);
    if (high < 0 || low < 0) {
      reader.error("pack.blob", "this is not a row of hexadecimal digits", "Build the pack again.");
      return Null{};
    }
    blob.bytes += static_cast<char>(high * 16 + low);
  }
  return blob;
}

Cell read_cell(JsonReader reader) {
  if (!reader.present() || reader.json()->is_null()) return Null{};
  if (const std::int64_t* integer = reader.json()->if_integer()) return *integer;
  if (const double* real = reader.json()->if_real()) return *real;
  if (const std::string* text = reader.json()->if_string()) return *text;
  if (auto blob = reader.optional_member("blob")) return read_blob(*blob);
  const std::string real = reader.member("real").text();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  return real == "-Inf" ? -kInfinity : kInfinity;
}

}  // namespace

Json table_to_json(const Table& table) {
  Json columns = Json::array();
  for (const Column& column : table.columns) {
    columns.push(Json::object({{"name", column.name}, {"type", column_type_text(column.type)}}));
  }
  Json rows = Json::array();
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    Json row = Json::array();
    for (const Column& column : table.columns) row.push(std::visit(CellWriter{}, column.cells[i]));
    rows.push(std::move(row));
  }
  return Json::object({{"columns", std::move(columns)}, {"rows", std::move(rows)}});
}

Table table_from_json(JsonReader reader) {
  Table table;
  for (JsonReader& column : reader.member("columns").elements()) {
    const std::string name = column.member("name").text_or_empty();
    JsonReader type_reader = column.member("type");
    const auto type = column_type_from_text(type_reader.text());
    if (!type) type_reader.error("pack.type", "no type has this name", "Build the pack again.");
    table.columns.push_back({.name = name, .type = type.value_or(ColumnType::kNull), .cells = {}});
  }
  for (JsonReader& row : reader.member("rows").elements()) {
    std::vector<JsonReader> cells = row.elements();
    if (cells.size() != table.columns.size()) {
      row.error("pack.row", "this row has not one cell per column", "Build the pack again.");
      continue;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      table.columns[i].cells.push_back(read_cell(cells[i]));
    }
  }
  reader.no_other_keys();
  return table;
}

}  // namespace nightshift
