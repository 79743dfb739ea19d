// Tables and data sets of a lesson.

#include <algorithm>
#include <array>

#include "engine/base/calendar.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/lesson/reading.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kGeneratedRowsMax = 5'000'000;
constexpr std::array kDeclaredTypes = {
    std::pair{"integer"sv, ColumnType::kInteger}, std::pair{"text"sv, ColumnType::kText},
    std::pair{"real"sv, ColumnType::kReal},       std::pair{"boolean"sv, ColumnType::kBoolean},
    std::pair{"date"sv, ColumnType::kDate},       std::pair{"timestamp"sv, ColumnType::kTimestamp},
    std::pair{"blob"sv, ColumnType::kBlob}};

ColumnSchema read_column(JsonReader reader) {
  ColumnSchema column;
  column.name = reader.member("name").text();
  column.type = reader.member("type").choice(kDeclaredTypes);
  if (auto nullable = reader.optional_member("nullable")) column.nullable = nullable->boolean();
  if (auto text = reader.optional_member("description")) column.description = text->text_or_empty();
  if (auto values = reader.optional_member("accepted_values")) {
    column.accepted_values = values->texts();
    if (column.type != ColumnType::kText) {
      values->error("pack.accepted_values", "only a text column can list accepted values",
                    "Remove accepted_values, or make the column's type text.");
    }
  }
  reader.no_other_keys();
  return column;
}

std::vector<std::string> column_names(const TableSchema& table) {
  std::vector<std::string> names;
  for (const ColumnSchema& column : table.columns) names.push_back(column.name);
  return names;
}

void report_unknown(JsonReader& reader, std::string_view what, const std::string& name,
                    const std::vector<std::string>& known) {
  const std::optional<std::string> near = nearest(name, known);
  reader.error("pack.unknown_" + std::string(what),
               "there is no " + std::string(what) + " \"" + shortened(name, 60) + "\"",
               near ? "Did you mean \"" + *near + "\"?" : "Name one that is declared.");
}

SequenceValues read_sequence(JsonReader reader) {
  SequenceValues sequence;
  constexpr std::int64_t kFar = 1'000'000'000'000;
  if (auto start = reader.optional_member("start")) sequence.start = start->integer(-kFar, kFar);
  if (auto step = reader.optional_member("step")) {
    sequence.step = step->integer(-1'000'000, 1'000'000);
  }
  reader.no_other_keys();
  return sequence;
}

IntegerValues read_integer(JsonReader reader) {
  IntegerValues integer;
  integer.min = reader.member("min").integer(INT64_MIN, INT64_MAX);
  integer.max = reader.member("max").integer(integer.min, INT64_MAX);
  reader.no_other_keys();
  return integer;
}

ChoiceValues read_weights(JsonReader reader) {
  ChoiceValues choice;
  std::int64_t sum = 0;
  for (auto& [word, weight] : reader.members()) {
    choice.weights.emplace_back(word, weight.integer(0, 1'000'000));
    sum += choice.weights.back().second;
  }
  if (reader.present() && sum == 0) {
    reader.error("pack.weights", "the weights of a choice must not all be 0",
                 "Give at least one word a weight of 1 or more.");
    choice.weights.emplace_back("", 1);
  }
  return choice;
}

template <typename Parse>
std::int64_t read_point(JsonReader reader, std::string_view shape, Parse parse) {
  const std::string text = reader.text();
  const std::optional<std::int64_t> moment = parse(text);
  if (moment || !reader.present()) return moment.value_or(0);
  reader.error("pack.moment", "\"" + shortened(text, 60) + "\" is not a moment that exists",
               "Write it as " + std::string(shape) + ".");
  return 0;
}

void check_range(JsonReader& reader, std::int64_t from, std::int64_t& to) {
  if (from <= to) return;
  reader.error("pack.range", "\"from\" lies after \"to\"", "Swap the two.");
  to = from;
}

std::optional<std::int64_t> day_from_text(std::string_view text) {
  const std::optional<Moment> moment = read_moment(text);
  if (!moment || moment->has_time) return std::nullopt;
  return day_number(moment->seconds);
}

std::optional<std::int64_t> second_from_text(std::string_view text) {
  const std::optional<Moment> moment = read_moment(text);
  if (!moment || !moment->has_time) return std::nullopt;
  return moment->seconds;
}

DateValues read_date(JsonReader reader) {
  DateValues date;
  date.from_day = read_point(reader.member("from"), "2026-01-31", day_from_text);
  date.to_day = read_point(reader.member("to"), "2026-01-31", day_from_text);
  check_range(reader, date.from_day, date.to_day);
  reader.no_other_keys();
  return date;
}

TimestampValues read_timestamp(JsonReader reader) {
  TimestampValues timestamp;
  constexpr std::string_view kShape = "2026-01-31T23:59:59Z";
  timestamp.from_second = read_point(reader.member("from"), kShape, second_from_text);
  timestamp.to_second = read_point(reader.member("to"), kShape, second_from_text);
  check_range(reader, timestamp.from_second, timestamp.to_second);
  if (auto offsets = reader.optional_member("offsets")) {
    for (JsonReader& offset : offsets->elements(1)) {
      timestamp.offset_minutes.push_back(read_point(offset, "+01:00", read_offset_minutes));
    }
  }
  if (timestamp.offset_minutes.empty()) timestamp.offset_minutes.push_back(0);
  reader.no_other_keys();
  return timestamp;
}

ConstantValue read_constant(const JsonReader& reader) {
  if (!reader.present()) return {Null{}};
  if (const std::int64_t* integer = reader.json()->if_integer()) return {*integer};
  if (const double* real = reader.json()->if_real()) return {*real};
  if (const std::string* text = reader.json()->if_string()) return {*text};
  if (const bool* boolean = reader.json()->if_bool()) return {std::int64_t{*boolean ? 1 : 0}};
  return {Null{}};
}

ColumnGenerator read_generator(JsonReader reader, const ColumnSchema& column) {
  ColumnGenerator generator;
  generator.column = column.name;
  int kinds = 0;
  const auto on = [&](std::string_view key, auto read) {
    if (auto found = reader.optional_member(key)) {
      generator.values = read(*found);
      ++kinds;
    }
  };
  on("sequence", read_sequence);
  on("integer", read_integer);
  on("choice", read_weights);
  on("date", read_date);
  on("timestamp", read_timestamp);
  on("constant", read_constant);
  if (auto nulls = reader.optional_member("null_per_mille")) {
    generator.null_per_mille = nulls->integer(0, 1000);
    if (!column.nullable && generator.null_per_mille > 0) {
      nulls->error("pack.nullable", "the column " + column.name + " is not nullable",
                   "Set \"nullable\": true on the column, or leave null_per_mille out.");
    }
  }
  reader.no_other_keys();
  if (reader.present() && kinds != 1) {
    reader.error("pack.generator",
                 "a generated column needs exactly one of sequence, integer, choice, date, "
                 "timestamp and constant",
                 kinds == 0 ? "Add one." : "Keep one.");
  }
  return generator;
}

GeneratedRows read_generated(JsonReader reader, const TableSchema& table) {
  GeneratedRows generated;
  generated.rows = reader.member("rows").integer(0, kGeneratedRowsMax);
  generated.seed = static_cast<std::uint64_t>(reader.member("seed").integer(0, INT64_MAX));
  JsonReader columns = reader.member("columns");
  for (const ColumnSchema& column : table.columns) {
    generated.columns.push_back(read_generator(columns.member(column.name), column));
  }
  columns.no_other_keys();
  reader.no_other_keys();
  return generated;
}

DataSource read_source(JsonReader reader, std::size_t table, LessonReading& lesson) {
  DataSource source{.table = table, .kind = {}};
  int kinds = 0;
  if (auto csv = reader.optional_member("csv")) {
    read_file(*csv, lesson, "data");
    source.kind = DataSource::Csv{lesson.path(csv->text_or_empty())};
    ++kinds;
  }
  if (auto sql = reader.optional_member("sql")) {
    read_file(*sql, lesson, "data");
    source.kind = DataSource::Sql{lesson.path(sql->text_or_empty())};
    ++kinds;
  }
  if (auto generate = reader.optional_member("generate")) {
    source.kind = read_generated(*generate, lesson.lesson.tables[table]);
    ++kinds;
  }
  reader.no_other_keys();
  if (kinds != 1) {
    reader.error("pack.source", "a source needs exactly one of csv, sql and generate",
                 kinds == 0 ? "Add one." : "Make a source of its own for each.");
  }
  return source;
}

}  // namespace

TableSchema read_table(JsonReader reader) {
  TableSchema table;
  table.name = reader.member("name").text();
  if (auto text = reader.optional_member("description")) table.description = text->text_or_empty();
  for (JsonReader& column : reader.member("columns").elements(1)) {
    table.columns.push_back(read_column(column));
  }
  const std::vector<std::string> names = column_names(table);
  if (auto key = reader.optional_member("primary_key")) {
    for (JsonReader& name : key->elements(1)) {
      table.primary_key.push_back(name.text());
      const std::string& column = table.primary_key.back();
      if (std::find(names.begin(), names.end(), column) == names.end()) {
        report_unknown(name, "column", column, names);
      }
    }
  }
  reader.no_other_keys();
  return table;
}

Dataset read_dataset(JsonReader reader, LessonReading& lesson) {
  Dataset dataset;
  dataset.name = read_slug(reader.member("name"));
  dataset.title = dataset.name;
  if (auto title = reader.optional_member("title")) dataset.title = title->text();
  if (auto visible = reader.optional_member("visible")) dataset.visible = visible->boolean();
  std::vector<std::string> names;
  for (const TableSchema& table : lesson.lesson.tables) names.push_back(table.name);
  JsonReader tables = reader.member("tables");
  for (auto& [name, sources] : tables.members()) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      report_unknown(sources, "table", name, names);
      continue;
    }
    const auto table = static_cast<std::size_t>(found - names.begin());
    for (JsonReader& source : sources.elements(1)) {
      dataset.sources.push_back(read_source(source, table, lesson));
    }
  }
  reader.no_other_keys();
  return dataset;
}

}  // namespace nightshift
