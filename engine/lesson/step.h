// A step of a lesson: what the learner does, and the checks that judge it. docs/lesson-format.md is
// its specification.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/time.h"
#include "engine/lesson/files_change.h"
#include "engine/table/difference.h"
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

// Two spellings that mean the same, as the author says.
struct Rewording {
  std::string before;
  std::string after;

  friend bool operator==(const Rewording&, const Rewording&) = default;
};

// Settings of one check by their names: whole numbers, texts and rewordings; durations are
// microseconds.
using CheckSettings =
    std::map<std::string, std::variant<std::int64_t, std::string, std::vector<Rewording>>>;

// One check of a step, as the author wrote it; what it does is the grader's.
struct CheckSpec {
  std::string id;  // UUID
  std::string kind;
  std::string name;  // unique in the step
  std::string title;
  std::int64_t points = 1;
  std::vector<std::string> needs;  // names of earlier checks of the step
  std::string hint;                // may be empty
  bool makes_data = false;         // it runs the answer on data of its own (CheckKind)
  CheckSettings settings;          // as the kind asks for them (CheckKind): none unknown, none of
                                   // another type, all that are required

  // The setting, or what holds without it. Asking for it as another type is a broken invariant.
  std::int64_t setting(std::string_view name, std::int64_t otherwise) const;
  // The same of rewordings; none where the setting is missing.
  std::vector<Rewording> rewordings(std::string_view name) const;
};

struct ReadStep {};

struct QueryStep {
  std::string answer;                   // file name of the answer
  std::vector<std::string> references;  // of further right answers under solution/
  std::string start;                    // text the learner starts from
  std::vector<std::size_t> datasets;    // indices into Lesson::datasets, the first one visible
  CompareRules compare;
  QueryBudget budget;
};

struct QuizOption {
  std::string key;
  std::string text;
  bool correct = false;
  std::string feedback;
  std::optional<FilesChange> change;  // in all options of a question, or in none
  Effect effect = Effect::kNone;      // with a change: what a run of it must show
};

struct QuizStep {
  std::string answer;
  bool multiple = false;
  std::vector<QuizOption> options;

  // The options are run in the lesson's night.
  bool is_run() const { return !options.empty() && options.front().change.has_value(); }
};

// Something about the files that can be otherwise than the learner finds it.
struct Switch {
  std::string key;
  std::string text;
  std::string about;
  FilesChange change;
};

constexpr std::size_t kSwitchesMax = 8;

// Which switches, together, make a silent night loud? Asked for: every set from which none can be
// left out.
struct SwitchStep {
  std::string answer;
  std::vector<Switch> switches;  // 2 to kSwitchesMax
};

// What happens in a night step, and what is handed in, is the lesson's night.
struct NightStep {
  std::string answer;  // the night's: several steps share one file
};

// An event that the learner may have pointed at; the first target that fits it says what is right.
struct PointTarget {
  std::string kind;          // of the event; empty: any
  std::string subject;       // of the event; empty: any
  std::optional<TimeUs> at;  // when it happened; nullopt: any time
  bool correct = false;
  std::string feedback;
};

// What looking takes, where the learner does not see the whole trace at once.
struct LookPrices {
  DurationUs budget = 0;  // for all looks together
  DurationUs log = 0;     // all events of one subject
  DurationUs query = 0;   // one query on a database
};

// One event of the played world's trace, up to the moment at which the learner takes over.
struct PointStep {
  std::string answer;
  std::vector<PointTarget> targets;  // in the order in which they are tried
  std::optional<LookPrices> looks;   // nullopt: the trace lies open
};

struct Step {
  std::string id;
  std::string title;
  std::string text;    // Markdown
  bool stage = false;  // read, quiz: beside the lesson's night
  std::variant<ReadStep, QueryStep, QuizStep, NightStep, PointStep, SwitchStep> body;
  std::vector<CheckSpec> checks;
  std::vector<std::string> hints;

  // "read", "query", "quiz", "night", "point" or "switches".
  std::string_view kind() const;
  // The answer's file name; empty for a read step.
  std::string_view answer() const;
};

}  // namespace nightshift
