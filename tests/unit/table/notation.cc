#include "tests/unit/table/notation.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

namespace nightshift {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool quoted = false;
  bool inside = false;
  for (const char c : text) {
    if (c == '\'') quoted = !quoted;
    if (c == ' ' && !quoted) {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    words.back() += c;
  }
  return words;
}

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

std::string row_text(const std::vector<Cell>& row) {
  std::vector<std::string> cells;
  for (const Cell& cell : row) cells.push_back(cell_text(cell));
  return joined(cells, " ");
}

std::string row_text(const DifferentRow& row) {
  if (row.mark == RowMark::kMissing) return "missing " + row_text(*row.expected);
  if (row.mark == RowMark::kExtra) return "extra " + row_text(*row.actual);
  std::vector<std::string> columns;
  for (const std::size_t c : row.differs) columns.push_back(std::to_string(c));
  return "changed " + row_text(*row.expected) + " -> " + row_text(*row.actual) + " [" +
         joined(columns, " ") + "]";
}

std::string blob_bytes(const std::string& digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

}  // namespace

Cell cell_of(std::string_view text) {
  const std::string word(text);
  if (word == "NULL") return Null{};
  if (word == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (word == "Inf") return std::numeric_limits<double>::infinity();
  if (word == "-Inf") return -std::numeric_limits<double>::infinity();
  if (word.rfind("X'", 0) == 0) return Blob{blob_bytes(word.substr(2, word.size() - 3))};
  if (word.front() == '\'') return word.substr(1, word.size() - 2);
  char* end = nullptr;
  const long long whole = std::strtoll(word.c_str(), &end, 10);
  if (*end == '\0') return static_cast<std::int64_t>(whole);
  const double real = std::strtod(word.c_str(), &end);
  if (*end == '\0') return real;
  return word;
}

Table table_of(std::string_view text) {
  Table table;
  bool in_header = true;
  std::size_t at = 0;
  for (const std::string& word : words_of(text)) {
    if (word == "|") {
      in_header = false;
      at = 0;
    } else if (in_header) {
      table.columns.push_back({.name = word, .type = ColumnType::kNull, .cells = {}});
    } else {
      table.columns.at(at++).cells.push_back(cell_of(word));
    }
  }
  infer_types(table);
  return table;
}

std::string totals(const RowDifference& difference) {
  std::vector<std::string> parts;
  for (const auto& [count, name] :
       {std::pair(difference.same, "same"), std::pair(difference.changed, "changed"),
        std::pair(difference.missing, "missing"), std::pair(difference.extra, "extra")}) {
    if (count > 0) parts.push_back(std::to_string(count) + " " + name);
  }
  return joined(parts, ", ");
}

std::string rows_text(const RowDifference& difference) {
  std::vector<std::string> parts;
  for (const DifferentRow& row : difference.rows) parts.push_back(row_text(row));
  return joined(parts, "; ");
}

std::string causes_text(const RowDifference& difference) { return joined(difference.causes, " "); }

}  // namespace nightshift
