// A lesson pack in memory: typed, immutable, every reference resolved. docs/lesson-format.md is its
// specification.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/table/difference.h"
#include "engine/table/schema.h"
#include "engine/warehouse/warehouse.h"

namespace nightshift {

enum class NameRule { kWarn, kRequire, kIgnore };
enum class TypeRule { kCompatible, kExact, kIgnore };

// How a result is held against the expected one ("compare").
struct CompareRules {
  ColumnMatching columns = ColumnMatching::kPosition;
  NameRule names = NameRule::kWarn;
  TypeRule types = TypeRule::kCompatible;
  RowRules rows;
  enum class Order { kReference, kIgnore, kGiven } order = Order::kReference;
  std::vector<std::string> order_terms;  // kGiven: "name", "name asc", "name desc"
  Where order_where;                     // kGiven: the list's place in the pack
  Where key_where;                       // the same of rows.key, when it is not empty
};

// One check of a step, as the author wrote it; what it does is the grader's.
struct CheckSpec {
  std::string id;  // UUID
  std::string kind;
  std::string name;  // unique in the step
  std::string title;
  std::int64_t points = 1;
  std::vector<std::string> needs;  // names of earlier checks of the step
  std::string hint;                // may be empty
};

struct ReadStep {};

struct QueryStep {
  std::string answer;                 // file name of the answer
  std::string start;                  // text the learner starts from
  std::vector<std::size_t> datasets;  // indices into Lesson::datasets, the first one visible
  CompareRules compare;
  QueryBudget budget;
};

struct QuizOption {
  std::string key;
  std::string text;
  bool correct = false;
  std::string feedback;
};

struct QuizStep {
  std::string answer;
  bool multiple = false;
  std::vector<QuizOption> options;
};

struct Step {
  std::string id;
  std::string title;
  std::string text;  // Markdown
  std::variant<ReadStep, QueryStep, QuizStep> body;
  std::vector<CheckSpec> checks;
  std::vector<std::string> hints;

  // "read", "query" or "quiz".
  std::string_view kind() const;
  // The answer's file name; empty for a read step.
  std::string_view answer() const;
};

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

// A wrong answer that the author recorded; only in an author's pack.
struct Mistake {
  std::string name;
  std::string title;
  std::string step;      // id
  std::string fails;     // name of the check that must fail first
  std::string reason;    // its reason code; may be empty
  std::string feedback;  // for the learner
  std::string answer;    // the answer file's bytes
};

struct Lesson {
  std::string id;  // UUID
  std::string slug;
  std::string folder;  // "02-paid-revenue-by-month"
  std::string title;
  std::string summary;
  std::vector<std::string> objectives;
  std::int64_t duration_minutes = 0;
  std::int64_t level = 1;
  std::vector<std::string> prerequisites;  // lesson ids
  std::vector<std::string> topics;
  std::int64_t now_unix_us = 0;  // what the lesson's clock shows
  QueryBudget budget;            // of queries outside any step
  std::vector<TableSchema> tables;
  std::vector<Dataset> datasets;
  std::vector<Step> steps;
  std::map<std::string, std::string> solution;  // answer file -> bytes; empty in a learner's pack
  std::vector<Mistake> mistakes;                // empty in a learner's pack

  const Step* find_step(std::string_view id) const;
};

enum class Audience { kAuthor, kLearner };

struct LessonPack {
  std::string id;
  std::string name;
  std::string title;
  std::string description;
  std::string version;
  std::string language;
  std::vector<std::string> authors;
  std::string digest;  // of the author's files; a learner's build carries the same
  Audience audience = Audience::kAuthor;
  std::vector<Lesson> lessons;  // in the order of their folders

  // By id, slug or folder; nullptr when there is none.
  const Lesson* find_lesson(std::string_view id_or_slug) const;
};

}  // namespace nightshift
