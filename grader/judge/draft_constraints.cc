// A first guess at what an author would declare, from the DDL and the data that are there. It errs
// towards saying more: the author strikes out what is only chance.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/table/number.h"
#include "grader/judge/constraints.h"

namespace nightshift {
namespace {

constexpr std::size_t kValuesMax = 12;
constexpr std::size_t kRowsForKeys = 5;  // fewer rows are different by chance

struct CellLess {
  bool operator()(const Cell& left, const Cell& right) const { return cell_less(left, right); }
};

// What the rows of a column come to.
struct ColumnSample {
  std::size_t rows = 0;
  std::size_t nulls = 0;
  std::set<Cell, CellLess> values;  // different ones, without NULL
  bool repeats = false;

  bool all_numbers() const { return std::all_of(values.begin(), values.end(), is_finite_number); }
  bool all_texts() const {
    return std::all_of(values.begin(), values.end(),
                       [](const Cell& cell) { return std::holds_alternative<std::string>(cell); });
  }
};

ColumnSample sample_of(const ScratchRows& rows, std::size_t column) {
  ColumnSample sample{.rows = rows.size()};
  for (const ScratchRow& row : rows) {
    const Cell& cell = row[column];
    if (std::holds_alternative<Null>(cell)) {
      ++sample.nulls;
    } else if (!sample.values.insert(cell).second) {
      sample.repeats = true;
    }
  }
  return sample;
}

Json cell_json(const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return *integer;
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  return cell_text(cell);
}

// The narrowest format that all values have.
TextFormat format_of(const ColumnSample& sample) {
  constexpr std::array kFormats = {TextFormat::kDate, TextFormat::kTimestamp, TextFormat::kMonth,
                                   TextFormat::kTime, TextFormat::kYear};
  if (!sample.all_texts()) return TextFormat::kAny;
  for (const TextFormat format : kFormats) {
    const bool all = std::all_of(sample.values.begin(), sample.values.end(),
                                 [&](const Cell& cell) { return has_format(cell, format); });
    if (all) return format;
  }
  return TextFormat::kAny;
}

bool is_key(const ScratchTable& table, std::size_t column) {
  return std::any_of(table.keys.begin(), table.keys.end(), [&](const ScratchKey& key) {
    return key.columns.size() == 1 && key.columns[0] == column;
  });
}

bool is_foreign(const ScratchTable& table, std::size_t column) {
  return std::any_of(
      table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ScratchForeignKey& key) {
        return std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end();
      });
}

class Drafter {
 public:
  Drafter(const ScratchSchema& schema, const TinyData& data) : schema_(schema), data_(data) {
    for (std::size_t t = 0; t < schema.tables.size(); ++t) {
      samples_.emplace_back();
      for (std::size_t c = 0; c < schema.tables[t].columns.size(); ++c) {
        samples_.back().push_back(sample_of(data.tables[t], c));
      }
    }
  }

  Json draft() {
    Json tables = Json::object();
    for (std::size_t t = 0; t < schema_.tables.size(); ++t) {
      if (data_.tables[t].empty()) continue;
      Json columns = Json::object();
      for (std::size_t c = 0; c < samples_[t].size(); ++c) {
        Json column = column_draft({t, c});
        if (!column.if_object()->empty()) columns.set(schema_.tables[t].columns[c].name, column);
      }
      tables.set(schema_.tables[t].name, Json::object({{"columns", std::move(columns)}}));
    }
    return Json::object({{"tables", std::move(tables)}});
  }

 private:
  Json column_draft(const ColumnRef& place) const {
    const ScratchTable& table = schema_.tables[place.table];
    const ScratchColumn& column = table.columns[place.column];
    const ColumnSample& sample = samples_[place.table][place.column];
    Json draft = Json::object();
    if (column.generated || sample.values.empty()) return draft;
    if (sample.nulls == 0 && !column.not_null) draft.set("not_null", true);
    const bool unique = !sample.repeats && sample.nulls == 0 && sample.rows >= kRowsForKeys;
    const bool foreign = is_foreign(table, place.column);
    if (unique && !is_key(table, place.column) && !foreign && names_a_key(column.name)) {
      draft.set("unique", true);
    }
    if (foreign) return draft;
    if (const auto parent = parent_of(place)) {
      const ScratchTable& there = schema_.tables[parent->table];
      draft.set("references", there.name + "." + there.columns[parent->column].name);
      return draft;
    }
    if (!is_key(table, place.column)) add_values(sample, draft);
    return draft;
  }

  static bool names_a_key(const std::string& name) {
    const std::string lower = lower_case(name);
    return lower == "id" || lower.ends_with("_id") || lower.ends_with("code") ||
           lower.ends_with("email");
  }

  static void add_values(const ColumnSample& sample, Json& draft) {
    const TextFormat format = format_of(sample);
    if (format != TextFormat::kAny) draft.set("format", text_format_text(format));
    if (sample.all_numbers() || format != TextFormat::kAny) {
      draft.set("min", cell_json(*sample.values.begin()));
      draft.set("max", cell_json(*sample.values.rbegin()));
    } else if (sample.all_texts() && sample.repeats && sample.values.size() <= kValuesMax) {
      Json values = Json::array();
      for (const Cell& value : sample.values) values.push(cell_json(value));
      draft.set("values", std::move(values));
    }
  }

  // A key of another table that holds every value of the column, and whose name says so:
  // customer_id in customers.id, dept in dept.dept.
  std::optional<ColumnRef> parent_of(const ColumnRef& place) const {
    const std::string name = lower_case(schema_.tables[place.table].columns[place.column].name);
    for (std::size_t t = 0; t < schema_.tables.size(); ++t) {
      if (t == place.table) continue;
      for (std::size_t c = 0; c < samples_[t].size(); ++c) {
        if (!is_key(schema_.tables[t], c) || !names_fit(name, schema_.tables[t], c)) continue;
        const auto& parents = samples_[t][c].values;
        const auto& values = samples_[place.table][place.column].values;
        const bool all = std::all_of(values.begin(), values.end(),
                                     [&](const Cell& cell) { return parents.contains(cell); });
        if (all) return ColumnRef{t, c};
      }
    }
    return std::nullopt;
  }

  static bool names_fit(const std::string& name, const ScratchTable& parent, std::size_t column) {
    const std::string key = lower_case(parent.columns[column].name);
    const std::string table = lower_case(parent.name);
    if (name == key) return key != "id";
    const std::string singular = table.ends_with('s') ? table.substr(0, table.size() - 1) : table;
    return name == singular + "_" + key || name == table + "_" + key || name == singular + key;
  }

  const ScratchSchema& schema_;
  const TinyData& data_;
  std::vector<std::vector<ColumnSample>> samples_;
};

}  // namespace

Json draft_constraints(const ScratchSchema& schema, const TinyData& sample) {
  return Drafter(schema, sample).draft();
}

}  // namespace nightshift
