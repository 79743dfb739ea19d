#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/json/reader.h"
#include "engine/table/number.h"
#include "grader/judge/constraints.h"

namespace nightshift {
namespace {

constexpr std::int64_t kRowsMax = 1000;

constexpr std::array<std::pair<std::string_view, TextFormat>, 8> kFormats = {{
    {"any", TextFormat::kAny},
    {"date", TextFormat::kDate},
    {"timestamp", TextFormat::kTimestamp},
    {"timestamp_offset", TextFormat::kMoment},
    {"timestamp_utc", TextFormat::kMomentUtc},
    {"month", TextFormat::kMonth},
    {"year", TextFormat::kYear},
    {"time", TextFormat::kTime},
}};

bool is_month(std::string_view text) { return is_date(std::string(text) + "-01"); }

bool is_time(std::string_view text) {
  return is_timestamp("2000-01-01 " + std::string(text)) && text.find('+') == text.npos;
}

// YYYY-MM-DDTHH:MM:SS, and then Z or an offset.
bool is_moment(std::string_view text, bool only_utc) {
  constexpr std::size_t kSeconds = 19;
  if (text.size() <= kSeconds || text[10] != 'T' || !is_timestamp(text)) return false;
  const std::string_view offset = text.substr(kSeconds);
  return offset == "Z" || (!only_utc && offset.size() == 6 && offset[0] != '.');
}

bool is_year(const Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number >= 0 && *number <= 9999;
  const auto* text = std::get_if<std::string>(&cell);
  return text != nullptr && text->size() == 4 && std::all_of(text->begin(), text->end(), is_digit);
}

std::optional<std::string> nearest_table(const ScratchSchema& schema, std::string_view name) {
  std::vector<std::string> names;
  for (const ScratchTable& table : schema.tables) names.push_back(table.name);
  return nearest(name, names);
}

std::optional<std::string> nearest_column(const ScratchTable& table, std::string_view name) {
  std::vector<std::string> names;
  for (const ScratchColumn& column : table.columns) names.push_back(column.name);
  return nearest(name, names);
}

std::string did_you_mean(const std::optional<std::string>& near, std::string otherwise) {
  return near ? "Did you mean " + *near + "?" : std::move(otherwise);
}

class ConstraintsReader {
 public:
  ConstraintsReader(const ScratchSchema& schema, Constraints known)
      : schema_(schema), rules_(std::move(known)) {}

  Constraints read(JsonReader root) {
    if (auto nullable = root.optional_member("nullable")) nullable_ = nullable->boolean();
    if (!nullable_) forbid_nulls();
    if (auto tables = root.optional_member("tables")) {
      for (auto& [name, reader] : tables->members()) read_named_table(name, reader);
    }
    root.no_other_keys();
    return std::move(rules_);
  }

 private:
  void forbid_nulls() {
    for (TableRule& table : rules_.tables) {
      for (ColumnRule& column : table.columns) column.not_null = true;
    }
  }

  void read_named_table(const std::string& name, JsonReader& reader) {
    if (const auto table = schema_.find_table(name)) return read_table(*table, reader);
    reader.error("judge.unknown_table", "There is no table " + name + ".",
                 did_you_mean(nearest_table(schema_, name), "Create it in the DDL."));
  }

  void read_table(std::size_t table, JsonReader& reader) {
    TableRule& rule = rules_.tables[table];
    if (auto rows = reader.optional_member("rows_min")) {
      rule.rows_min = static_cast<std::size_t>(rows->integer(0, kRowsMax));
    }
    if (auto rows = reader.optional_member("rows_max")) {
      rule.rows_max = static_cast<std::size_t>(rows->integer(0, kRowsMax));
      if (*rule.rows_max < rule.rows_min) contradiction(*rows, "rows_max is less than rows_min");
    }
    if (auto keys = reader.optional_member("unique")) {
      for (JsonReader& key : keys->elements(1)) rule.unique.push_back(read_key(table, key));
    }
    if (auto checks = reader.optional_member("check")) read_checks(*checks, rule);
    if (auto columns = reader.optional_member("columns")) {
      for (auto& [name, column] : columns->members()) {
        if (const auto index = find_column(table, name, column))
          read_column({table, *index}, column);
      }
    }
    reader.no_other_keys();
  }

  static void read_checks(JsonReader& checks, TableRule& rule) {
    const bool is_one = checks.json() != nullptr && checks.json()->if_string() != nullptr;
    if (is_one) {
      rule.checks.push_back(checks.text());
    } else {
      rule.checks = checks.texts();
    }
  }

  std::optional<std::size_t> find_column(std::size_t table, const std::string& name,
                                         JsonReader& reader) {
    const auto column = schema_.find_column(table, name);
    if (!column) {
      const ScratchTable& there = schema_.tables[table];
      reader.error("judge.unknown_column", "Table " + there.name + " has no column " + name + ".",
                   did_you_mean(nearest_column(there, name), "Look at the DDL."));
    }
    return column;
  }

  std::vector<std::size_t> read_key(std::size_t table, JsonReader& reader) {
    std::vector<std::size_t> key;
    for (JsonReader& column : reader.elements(1)) {
      const std::string name = column.text();
      if (name.empty()) continue;
      if (const auto index = find_column(table, name, column)) key.push_back(*index);
    }
    return key;
  }

  void read_column(const ColumnRef& place, JsonReader& reader) {
    ColumnRule& rule = rules_.tables[place.table].columns[place.column];
    if (auto not_null = reader.optional_member("not_null")) rule.not_null = not_null->boolean();
    if (auto unique = reader.optional_member("unique")) rule.unique = unique->boolean();
    if (auto format = reader.optional_member("format")) rule.format = format->choice(kFormats);
    const Affinity affinity = schema_.tables[place.table].columns[place.column].affinity;
    if (auto min = reader.optional_member("min")) rule.min = read_cell(*min, affinity);
    if (auto max = reader.optional_member("max")) rule.max = read_cell(*max, affinity);
    if (auto values = reader.optional_member("values")) {
      for (JsonReader& value : values->elements(1))
        rule.values.push_back(read_cell(value, affinity));
    }
    if (auto reference = reader.optional_member("references")) read_reference(*reference, rule);
    reader.no_other_keys();
    check_column(rule, reader);
  }

  static Cell read_cell(JsonReader& reader, Affinity affinity) {
    const Json* json = reader.json();
    if (json == nullptr) return Null{};
    if (const auto* truth = json->if_bool()) return static_cast<std::int64_t>(*truth ? 1 : 0);
    if (const auto* integer = json->if_integer()) return stored_as(*integer, affinity);
    if (const auto* real = json->if_real()) return stored_as(*real, affinity);
    return stored_as(reader.text_or_empty(), affinity);
  }

  void read_reference(JsonReader& reader, ColumnRule& rule) {
    const std::string path = reader.text();
    const std::size_t dot = path.rfind('.');
    if (path.empty()) return;
    if (dot == path.npos) {
      return reader.error("judge.unknown_column", path + " names no column.",
                          "Write table.column, such as customers.id.");
    }
    const std::string table = path.substr(0, dot);
    const auto parent = schema_.find_table(table);
    if (!parent) {
      return reader.error("judge.unknown_table", "There is no table " + table + ".",
                          did_you_mean(nearest_table(schema_, table), "Create it in the DDL."));
    }
    if (const auto column = find_column(*parent, path.substr(dot + 1), reader)) {
      rule.references = ColumnRef{*parent, *column};
    }
  }

  static void contradiction(JsonReader& reader, const std::string& what) {
    reader.error("judge.contradiction", "No row can obey this: " + what + ".",
                 "Change one of the two rules.");
  }

  static void check_column(const ColumnRule& rule, JsonReader& reader) {
    if (rule.min && rule.max && is_below(*rule.max, *rule.min, rule.format)) {
      return contradiction(reader, "max is less than min");
    }
    for (const std::optional<Cell>& edge : {rule.min, rule.max}) {
      const bool wrong = edge && rule.format != TextFormat::kAny && !has_format(*edge, rule.format);
      if (wrong) return contradiction(reader, cell_text(*edge) + " does not have the format");
    }
    const auto fits = [&](const Cell& value) {
      return (!rule.min || !is_below(value, *rule.min, rule.format)) &&
             (!rule.max || !is_below(*rule.max, value, rule.format)) &&
             has_format(value, rule.format);
    };
    const bool none =
        !rule.values.empty() && std::none_of(rule.values.begin(), rule.values.end(), fits);
    if (none) contradiction(reader, "none of the values is within min, max and format");
  }

  const ScratchSchema& schema_;
  Constraints rules_;
  bool nullable_ = true;
};

}  // namespace

Constraints no_constraints(const ScratchSchema& schema) {
  Constraints constraints;
  for (const ScratchTable& table : schema.tables) {
    TableRule rule;
    rule.columns.resize(table.columns.size());
    constraints.tables.push_back(std::move(rule));
  }
  return constraints;
}

ResultOrErrors<Constraints> read_constraints(std::string_view text, const std::string& file,
                                             const ScratchSchema& schema) {
  return read_constraints(text, Where{.file = file}, schema, no_constraints(schema));
}

ResultOrErrors<Constraints> read_constraints(std::string_view text, const Where& place,
                                             const ScratchSchema& schema, Constraints known) {
  const std::string& file = place.file;
  auto json = parse_json(text, {.whose = Whose::kAuthor, .file = file, .comments = true});
  if (!json) return fail(Errors{std::move(json.error())});
  Errors errors;
  Constraints constraints =
      ConstraintsReader(schema, std::move(known))
          .read(JsonReader(*json, {.whose = Whose::kAuthor, .file = file}, errors));
  for (Error& error : errors) error.where.pointer.insert(0, place.pointer);
  if (!errors.empty()) return fail(std::move(errors));
  return constraints;
}

bool is_below(const Cell& left, const Cell& right, TextFormat format) {
  const auto* one = std::get_if<std::string>(&left);
  const auto* other = std::get_if<std::string>(&right);
  if (format == TextFormat::kMoment && one != nullptr && other != nullptr) {
    const auto earlier = read_moment(*one);
    const auto later = read_moment(*other);
    if (earlier && later) return earlier->seconds < later->seconds;
  }
  return satisfies(left, CompareOperator::kLess, right);
}

bool has_format(const Cell& cell, TextFormat format) {
  if (format == TextFormat::kAny) return true;
  if (format == TextFormat::kYear) return is_year(cell);
  const auto* text = std::get_if<std::string>(&cell);
  if (text == nullptr) return false;
  switch (format) {
    case TextFormat::kDate:
      return is_date(*text);
    case TextFormat::kTimestamp:
      return is_timestamp(*text);
    case TextFormat::kMoment:
    case TextFormat::kMomentUtc:
      return is_moment(*text, format == TextFormat::kMomentUtc);
    case TextFormat::kMonth:
      return is_month(*text);
    default:
      return is_time(*text);
  }
}

std::string_view text_format_text(TextFormat format) {
  for (const auto& [text, value] : kFormats) {
    if (value == format) return text;
  }
  return "any";
}

}  // namespace nightshift
