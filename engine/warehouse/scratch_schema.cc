#include "engine/warehouse/scratch_schema.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }

std::size_t count_digits(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  return static_cast<std::size_t>(end - text.begin());
}

// Digits with a point or an exponent, without a sign: "1.5", ".5", "2e3".
bool is_real_text(std::string_view text) {
  std::size_t digits = count_digits(text);
  text.remove_prefix(digits);
  if (text.starts_with('.')) {
    const std::size_t more = count_digits(text.substr(1));
    text.remove_prefix(1 + more);
    digits += more;
  }
  if (digits == 0 || text.empty()) return digits > 0;
  if (lower_letter(text[0]) != 'e') return false;
  text.remove_prefix(1);
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && count_digits(text) == text.size();
}

// The number that a whole text is; nullopt for any other text.
std::optional<Cell> number_of(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  const char* end = text.data() + text.size();
  std::int64_t integer = 0;
  const auto whole = std::from_chars(text.data(), end, integer);
  if (!text.empty() && whole.ec == std::errc() && whole.ptr == end) return Cell(integer);
  if (!is_real_text(text.starts_with('-') ? text.substr(1) : text)) return std::nullopt;
  return Cell(std::strtod(std::string(text).c_str(), nullptr));
}

// 3.0 as 3, where the column stores whole numbers as integers.
Cell whole_if_whole(const Cell& cell) {
  const auto* real = std::get_if<double>(&cell);
  constexpr double kTwoTo63 = 9223372036854775808.0;
  if (real == nullptr || std::floor(*real) != *real || std::fabs(*real) >= kTwoTo63) return cell;
  return static_cast<std::int64_t>(*real);
}

bool has_parent(const ScratchSchema& schema, const ScratchForeignKey& key, const ScratchRow& row,
                const ScratchRows& parents) {
  const ScratchTable& parent = schema.tables[key.parent];
  return std::any_of(parents.begin(), parents.end(), [&](const ScratchRow& candidate) {
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      const std::size_t column = key.parent_columns[i];
      const Affinity affinity = parent.columns[column].affinity;
      if (!same_key_value(stored_as(row[key.columns[i]], affinity),
                          stored_as(candidate[column], affinity))) {
        return false;
      }
    }
    return true;
  });
}

}  // namespace

std::optional<std::size_t> ScratchSchema::find_table(std::string_view name) const {
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (same_name(tables[i].name, name)) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> ScratchSchema::find_column(std::size_t table,
                                                      std::string_view name) const {
  const std::vector<ScratchColumn>& columns = tables[table].columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (same_name(columns[i].name, name)) return i;
  }
  return std::nullopt;
}

Cell stored_as(const Cell& cell, Affinity affinity) {
  if (affinity == Affinity::kNone || is_null(cell)) return cell;
  if (affinity == Affinity::kText) return is_number(cell) ? Cell(cell_text(cell)) : cell;
  const auto* text = std::get_if<std::string>(&cell);
  const std::optional<Cell> number = text == nullptr ? cell : number_of(*text).value_or(cell);
  if (!is_number(*number)) return cell;
  if (affinity == Affinity::kReal) return as_double(*number);
  return whole_if_whole(*number);
}

bool same_key_value(const Cell& left, const Cell& right) {
  if (is_null(left) || is_null(right)) return false;
  if (is_number(left) && is_number(right)) return compare_numbers(left, right) == 0;
  return left == right;
}

std::optional<ScratchViolation> foreign_key_violation(const ScratchSchema& schema,
                                                      const std::vector<ScratchRows>& tables) {
  for (std::size_t t = 0; t < schema.tables.size(); ++t) {
    const auto& keys = schema.tables[t].foreign_keys;
    for (std::size_t k = 0; k < keys.size(); ++k) {
      for (std::size_t r = 0; r < tables[t].size(); ++r) {
        const ScratchRow& row = tables[t][r];
        const bool free = std::any_of(keys[k].columns.begin(), keys[k].columns.end(),
                                      [&](std::size_t column) { return is_null(row[column]); });
        if (free || has_parent(schema, keys[k], row, tables[keys[k].parent])) continue;
        return ScratchViolation{.kind = ScratchViolationKind::kForeignKey,
                                .table = t,
                                .row = r,
                                .constraint = k,
                                .message = schema.tables[t].name + " has a row without its " +
                                           schema.tables[keys[k].parent].name};
      }
    }
  }
  return std::nullopt;
}

}  // namespace nightshift
