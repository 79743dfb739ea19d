// Where the rows of a lesson's tables come from.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/table/cell.h"

namespace nightshift {

// How the values of one generated column come about. Spellings were validated.
struct SequenceValues {
  std::int64_t start = 1;
  std::int64_t step = 1;
};
struct IntegerValues {
  std::int64_t min = 0;
  std::int64_t max = 0;
};
struct ChoiceValues {
  std::vector<std::pair<std::string, std::int64_t>> weights;  // sum is positive
};
struct DateValues {
  std::int64_t from_day = 0;  // days since 1970-01-01, both ends included
  std::int64_t to_day = 0;
};
struct TimestampValues {
  std::int64_t from_second = 0;  // seconds since 1970-01-01T00:00:00Z, both ends included
  std::int64_t to_second = 0;
  std::vector<std::int64_t> offset_minutes;  // at least one
};
struct ConstantValue {
  Cell value;
};

struct ColumnGenerator {
  std::string column;
  std::variant<SequenceValues, IntegerValues, ChoiceValues, DateValues, TimestampValues,
               ConstantValue>
      values;
  std::int64_t null_per_mille = 0;
};

struct GeneratedRows {
  std::int64_t rows = 0;
  std::uint64_t seed = 0;
  std::vector<ColumnGenerator> columns;  // in the table's column order, none missing
};

// One source of rows of one table.
struct DataSource {
  struct Csv {
    std::string file;  // path inside the pack
  };
  struct Sql {
    std::string file;
  };
  std::size_t table = 0;  // index into Lesson::tables
  std::variant<Csv, Sql, GeneratedRows> kind;
};

struct Dataset {
  std::string name;
  std::string title;
  bool visible = false;
  std::vector<DataSource> sources;  // in the order of loading
};

}  // namespace nightshift
