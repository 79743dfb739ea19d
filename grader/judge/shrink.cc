#include "grader/judge/shrink.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>
#include <utility>

namespace nightshift {
namespace {

struct CellLess {
  bool operator()(const Cell& left, const Cell& right) const { return cell_less(left, right); }
};

// The plainest values of the cell's kind, plainest first.
std::vector<Cell> plain_ones(const Cell& cell) {
  const auto texts = [](std::initializer_list<const char*> words) {
    std::vector<Cell> cells;
    for (const char* word : words) cells.emplace_back(std::string(word));
    return cells;
  };
  switch (type_of(cell)) {
    case ColumnType::kInteger:
      return {std::int64_t{0}, std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{4}};
    case ColumnType::kReal:
      return {std::int64_t{0}, std::int64_t{1}, std::int64_t{2}, 0.0, 1.0, 2.0, 0.5};
    case ColumnType::kText:
      return texts({"a", "b", "c", "d"});
    case ColumnType::kDate:
      return texts({"2020-01-01", "2020-01-02", "2020-02-01"});
    case ColumnType::kTimestamp:
      if (std::get<std::string>(cell).find('T') != std::string::npos) {
        return texts({"2020-01-01T00:00:00Z", "2020-01-01T12:00:00Z", "2020-01-02T00:00:00Z",
                      "2020-02-01T00:00:00Z"});
      }
      return texts({"2020-01-01 00:00:00", "2020-01-01 12:00:00", "2020-01-02 00:00:00"});
    default:
      return {};
  }
}

// Those of them that are plainer than the cell, which may be one of them itself.
std::vector<Cell> simpler_values(const Cell& cell) {
  std::vector<Cell> plain = plain_ones(cell);
  plain.erase(std::find(plain.begin(), plain.end(), cell), plain.end());
  return plain;
}

class DataShrinker {
 public:
  DataShrinker(const LegalRules& rules, const TinyData& data, const StillDiffers& differs,
               const ShrinkOptions& options)
      : rules_(rules), differs_(differs), options_(options), best_{.data = data, .tries = 0} {}

  Shrunk smallest() {
    drop_tables();
    drop_rows();
    if (options_.simplify_values) {
      simplify_everywhere();
      simplify_cells();
      drop_rows();
    }
    return std::move(best_);
  }

 private:
  bool is_over() const { return best_.tries >= options_.tries_max; }

  // Keeps the candidate when it is legal and still differs.
  bool keep(TinyData candidate) {
    if (is_over() || first_violation(rules_, candidate)) return false;
    ++best_.tries;
    if (!differs_(candidate)) return false;
    best_.data = std::move(candidate);
    return true;
  }

  // Without rows [from, to) of a table and all that need them.
  bool drop_block(std::size_t table, std::size_t from, std::size_t to) {
    TinyData candidate = best_.data;
    ScratchRows& rows = candidate.tables[table];
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(from),
               rows.begin() + static_cast<std::ptrdiff_t>(to));
    drop_orphans(rules_, candidate);
    return keep(std::move(candidate));
  }

  void drop_tables() {
    for (std::size_t t = 0; t < best_.data.tables.size(); ++t) {
      const std::size_t count = best_.data.tables[t].size();
      if (count > 0) drop_block(t, 0, count);
    }
  }

  // Blocks of half a table, then of a quarter, down to single rows; again while that helps.
  void drop_rows() {
    bool changed = true;
    while (changed && !is_over()) {
      changed = false;
      for (std::size_t t = 0; t < best_.data.tables.size(); ++t) {
        changed = drop_rows_of(t) || changed;
      }
    }
  }

  bool drop_rows_of(std::size_t table) {
    bool changed = false;
    for (std::size_t block = (rows_of(table) + 1) / 2; block > 0; block /= 2) {
      for (std::size_t end = rows_of(table); end > 0;) {
        const std::size_t from = end > block ? end - block : 0;
        const bool dropped = drop_block(table, from, end);
        changed = changed || dropped;
        end = std::min(from, rows_of(table));
      }
    }
    return changed;
  }

  std::size_t rows_of(std::size_t table) const { return best_.data.tables[table].size(); }

  std::set<Cell, CellLess> all_values() const {
    std::set<Cell, CellLess> values;
    for (const ScratchRows& rows : best_.data.tables) {
      for (const ScratchRow& row : rows) values.insert(row.begin(), row.end());
    }
    return values;
  }

  // One value for another, wherever it stands: keys and what refers to them stay together.
  void simplify_everywhere() {
    for (const Cell& value : all_values()) {
      for (const Cell& simpler : simpler_values(value)) {
        TinyData candidate = best_.data;
        replace_everywhere(candidate, value, simpler);
        if (candidate == best_.data || keep(std::move(candidate))) break;
      }
    }
  }

  void replace_everywhere(TinyData& data, const Cell& value, const Cell& simpler) const {
    for (std::size_t t = 0; t < data.tables.size(); ++t) {
      for (ScratchRow& row : data.tables[t]) {
        for (std::size_t c = 0; c < row.size(); ++c) {
          if (row[c] == value) row[c] = stored(t, c, simpler);
        }
      }
    }
  }

  Cell stored(std::size_t table, std::size_t column, const Cell& cell) const {
    return stored_as(cell, rules_.schema.tables[table].columns[column].affinity);
  }

  void simplify_cells() {
    for (std::size_t t = 0; t < best_.data.tables.size(); ++t) {
      for (std::size_t r = 0; r < rows_of(t); ++r) {
        for (std::size_t c = 0; c < best_.data.tables[t][r].size(); ++c) simplify_cell(t, r, c);
      }
    }
  }

  void simplify_cell(std::size_t table, std::size_t row, std::size_t column) {
    const Cell cell = best_.data.tables[table][row][column];
    for (const Cell& simpler : simpler_values(cell)) {
      Cell value = stored(table, column, simpler);
      if (value == cell) return;  // as plain as its column has it
      TinyData candidate = best_.data;
      candidate.tables[table][row][column] = std::move(value);
      if (keep(std::move(candidate))) return;
    }
  }

  const LegalRules& rules_;
  const StillDiffers& differs_;
  ShrinkOptions options_;
  Shrunk best_;
};

}  // namespace

Shrunk shrink_data(const LegalRules& rules, const TinyData& data, const StillDiffers& differs,
                   const ShrinkOptions& options) {
  return DataShrinker(rules, data, differs, options).smallest();
}

}  // namespace nightshift
