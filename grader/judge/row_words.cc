#include "grader/judge/row_words.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

using Columns = std::vector<std::size_t>;

constexpr std::size_t kValueBytesMax = 40;
constexpr std::size_t kTellingColumnsMax = 3;

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}

// id, order_id, "order id", orderid: what says no more than the table's name.
bool says_only_which(std::string_view column, std::string_view row_name) {
  std::string name = lower_case(column);
  const std::string prefix = lower_case(row_name);
  if (name.starts_with(prefix)) name.erase(0, prefix.size());
  while (!name.empty() && (name.front() == '_' || name.front() == ' ')) name.erase(0, 1);
  constexpr std::array<std::string_view, 5> kPlain = {"id", "no", "nr", "number", "key"};
  return std::find(kPlain.begin(), kPlain.end(), name) != kPlain.end();
}

bool agree_on(const Columns& columns, const ScratchRow& left, const ScratchRow& right) {
  return std::all_of(columns.begin(), columns.end(),
                     [&](std::size_t c) { return left[c] == right[c]; });
}

bool tells_apart(const ScratchRows& rows, std::size_t row, const Columns& columns) {
  for (std::size_t other = 0; other < rows.size(); ++other) {
    if (other != row && agree_on(columns, rows[other], rows[row])) return false;
  }
  return true;
}

bool has_null(const ScratchRow& row, const Columns& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](std::size_t c) { return is_null(row[c]); });
}

// The columns of a key by which the row may be called; empty where there is none.
Columns key_columns(const ScratchTable& table, const ScratchRow& row) {
  for (const bool primary : {true, false}) {
    for (const ScratchKey& key : table.keys) {
      if (key.primary == primary && !has_null(row, key.columns)) return key.columns;
    }
  }
  return {};
}

// The fewest columns that no other row agrees on, from the left; all of them where rows are equal.
Columns telling_columns(const ScratchTable& table, const ScratchRows& rows, std::size_t row) {
  Columns chosen;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (tells_apart(rows, row, {c}) && !is_null(rows[row][c])) return {c};
  }
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    chosen.push_back(c);
    if (chosen.size() >= kTellingColumnsMax || tells_apart(rows, row, chosen)) break;
  }
  return chosen;
}

}  // namespace

std::string singular(std::string_view table_name) {
  std::string name(table_name);
  const std::string small = lower_case(name);
  if (small.size() < 4 || !small.ends_with('s')) return name;
  if (ends_with_any(small, {"ss", "us", "is", "as", "os", "news", "series", "species"})) {
    return name;
  }
  if (small.ends_with("ies") && small.size() > 4) return name.substr(0, name.size() - 3) + "y";
  if (ends_with_any(small, {"sses", "xes", "ches", "shes"})) {
    return name.substr(0, name.size() - 2);
  }
  return name.substr(0, name.size() - 1);
}

std::string plural(std::string_view table_name) {
  const std::string name(table_name);
  return singular(name) == name ? "rows of " + name : name;
}

std::string referred(std::string_view column_name) {
  const std::string small = lower_case(column_name);
  for (const std::string_view ending : {"_id", " id", "_no", "_key"}) {
    if (small.size() > ending.size() && small.ends_with(ending)) {
      return std::string(column_name.substr(0, small.size() - ending.size()));
    }
  }
  if (column_name.size() > 2 && column_name.ends_with("Id")) {
    return std::string(column_name.substr(0, column_name.size() - 2));
  }
  return std::string(column_name);
}

std::string value_words(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  if (text == nullptr) return one_line(cell_text(cell), kValueBytesMax);
  const std::string line = one_line(*text, kValueBytesMax);
  const bool plain = !text->empty() && line == *text && trimmed(line) == line &&
                     line.find_first_of("'\",.;?!") == line.npos && !same_name(line, "null");
  return plain ? line : "'" + line + "'";
}

Columns naming_columns(const ScratchSchema& schema, const TinyData& data, const RowRef& row) {
  const ScratchTable& table = schema.tables[row.table];
  const ScratchRows& rows = data.tables[row.table];
  const Columns key = key_columns(table, rows[row.row]);
  return key.empty() ? telling_columns(table, rows, row.row) : key;
}

std::string row_words(const ScratchSchema& schema, const TinyData& data, const RowRef& row) {
  const ScratchTable& table = schema.tables[row.table];
  const ScratchRow& cells = data.tables[row.table][row.row];
  const std::string name = singular(table.name);
  const Columns columns = naming_columns(schema, data, row);
  const bool short_form =
      columns.size() == 1 && says_only_which(table.columns[columns.front()].name, name);
  if (short_form) return name + " " + value_words(cells[columns.front()]);
  // A name that stays as it is would read as if it were one row.
  std::string words = name == table.name ? "the row of " + name : "the " + name;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    words += i == 0 ? " with " : i + 1 == columns.size() ? " and " : ", ";
    words += table.columns[columns[i]].name + " " + value_words(cells[columns[i]]);
  }
  return words;
}

std::string as_sentence(std::string text) {
  if (!text.empty()) text.front() = upper_letter(text.front());
  return text;
}

}  // namespace nightshift
