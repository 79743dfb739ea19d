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
#include "engine/lesson/dataset.h"
#include "engine/lesson/night.h"
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

// Settings of one check by their names: whole numbers and texts; durations are microseconds.
using CheckSettings = std::map<std::string, std::variant<std::int64_t, std::string>>;

// One check of a step, as the author wrote it; what it does is the grader's.
struct CheckSpec {
  std::string id;  // UUID
  std::string kind;
  std::string name;  // unique in the step
  std::string title;
  std::int64_t points = 1;
  std::vector<std::string> needs;  // names of earlier checks of the step
  std::string hint;                // may be empty
  CheckSettings settings;          // as the kind asks for them (CheckKind): none unknown, none of
                                   // another type, all that are required

  // The setting, or what holds without it. Asking for it as another type is a broken invariant.
  std::int64_t setting(std::string_view name, std::int64_t otherwise) const;
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

// What happens in a night step, and what is handed in, is the lesson's night.
struct NightStep {
  std::string answer;  // the night's: several steps share one file
};

// An event that the learner may have pointed at; the first target that fits it says what is right.
struct PointTarget {
  std::string kind;     // of the event; empty: any
  std::string subject;  // of the event; empty: any
  bool correct = false;
  std::string feedback;
};

// One event of the played world's trace, up to the moment at which the learner takes over.
struct PointStep {
  std::string answer;
  std::vector<PointTarget> targets;  // in the order in which they are tried
};

struct Step {
  std::string id;
  std::string title;
  std::string text;  // Markdown
  std::variant<ReadStep, QueryStep, QuizStep, NightStep, PointStep> body;
  std::vector<CheckSpec> checks;
  std::vector<std::string> hints;

  // "read", "query", "quiz", "night" or "point".
  std::string_view kind() const;
  // The answer's file name; empty for a read step.
  std::string_view answer() const;
};

// A wrong answer that the author recorded; only in an author's pack.
struct Mistake {
  std::string name;
  std::string title;
  std::string step;                          // id
  std::string fails;                         // name of the check that must fail first
  std::string reason;                        // its reason code; may be empty
  std::string feedback;                      // for the learner
  std::map<std::string, std::string> files;  // the answer's files by path: bytes

  // The bytes of one of them; it must be there.
  const std::string& file(std::string_view path) const;
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
  std::optional<LessonNight> night;
  std::vector<Step> steps;
  std::map<std::string, std::string> solution;  // path -> bytes; empty in a learner's pack
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
