// A pack at work: attempts in, observations out. Everything runs here; judging what was seen is the
// grader's.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/lesson/files.h"
#include "engine/lesson/pack.h"
#include "engine/lesson/read_pack.h"
#include "engine/night/look.h"
#include "engine/night/script.h"
#include "engine/session/kept.h"
#include "engine/sql/dialect.h"
#include "engine/sql/tokens.h"
#include "engine/table/difference.h"
#include "engine/warehouse/warehouse.h"

namespace nightshift {

// The lesson's tables with only these rows: INSERT statements, such as a counterexample's. Fails
// with the host's trouble (data.*) where they do more, or the tables take no such rows.
Result<Warehouse> warehouse_with(const Lesson& lesson, std::string_view insert);

// What a learner hands in: answer files by name.
struct Attempt {
  static constexpr std::int64_t kMebibyte = 1'048'576;
  FileSet files{FileSet::Limits{
      .files_max = 200, .file_bytes_max = 2 * kMebibyte, .bytes_max = 8 * kMebibyte}};
  std::map<std::string, Error> refused;  // files that could not be taken, and why

  // Takes a file; one that breaks a limit is remembered as refused, and told as the error.
  Result<void> put(std::string path, std::string bytes);
};

// One query on one data set.
struct DatasetRun {
  std::size_t dataset = 0;  // index into Lesson::datasets
  Result<QueryOutcome> outcome;
};

struct QueryObservation {
  // In the step's order; ends after the first run that fails. Of a sealed build only those of
  // visible data sets, since the others are not there.
  std::vector<DatasetRun> runs;
  TopLevelOrder order;             // what the query's text asks for
  std::string sql;                 // the text as it ran, in SQLite's words
  std::vector<RewriteNote> notes;  // what was rewritten for that
};

struct QuizObservation {
  std::vector<std::size_t> choices;  // indices of options, ascending, each once
};

struct SwitchObservation {
  // Indices of switches, ascending, each once; no set is there twice.
  std::vector<std::vector<std::size_t>> sets;
};

struct NightObservation {
  Script script;
};

struct NotAnswered {};

// What one attempt did in one step. An Error: there is an answer, and it cannot even be looked at.
using StepObservation = std::variant<NotAnswered, Error, QueryObservation, QuizObservation,
                                     PointObservation, SwitchObservation, NightObservation>;

// What the reference gives in a query step.
struct Expectation {
  std::vector<Table> tables;  // one per data set of the step; without rows in a sealed build
  bool ordered = false;
  std::vector<OrderKey> keys;  // not empty when ordered
};

// The result of a recorded mistake, as a fingerprint.
struct MistakePrint {
  std::string name;
  std::string title;
  std::string feedback;
  bool sequence = false;  // the print is over rows in their order; otherwise over rows as a bag
  std::string print;
};

// Fingerprints of one query's results over all data sets of a step. Column names do not count;
// reals count to nine digits.
struct ResultPrints {
  std::string bag;
  std::string sequence;
};
ResultPrints result_prints(const std::vector<const Table*>& tables);

class Session {
 public:
  // Opens a pack. On failure the errors are the author's.
  static ResultOrErrors<Session> open(FileSet files, const std::vector<CheckKind>& check_kinds);

  const LessonPack& pack() const { return pack_; }

  // The data set's tables, loaded; kept until another lesson is asked for. Fails with the author's
  // trouble.
  Result<Warehouse*> warehouse(const Lesson& lesson, std::size_t dataset);

  // The reference's results in a query step; remembered. Fails with the author's trouble.
  Result<const Expectation*> expectation(const Lesson& lesson, const Step& step);

  // The reference's results once more, with every scan run backwards where nothing asks for an
  // order: the same bags, unless the reference leaves something to luck. Only for an author's pack.
  Result<std::vector<Table>> reference_run_backwards(const Lesson& lesson, const Step& step);

  // The texts of all right answers to a query step: the solution, then QueryStep::references. Fails
  // with the author's trouble.
  Result<std::vector<std::string>> references(const Lesson& lesson, const Step& step) const;

  // Where a grader keeps what it prepared for a step; empty at first, and again once another lesson
  // was asked for.
  std::unique_ptr<Kept>& kept(const Lesson& lesson, const Step& step);

  // Fingerprints of the mistakes recorded for a query step, but for those that give the expected
  // result (in its order).
  Result<std::vector<MistakePrint>> mistake_prints(const Lesson& lesson, const Step& step);

  // Runs the attempt's answer to a query step, reads that to any other. Fails only with the
  // author's trouble.
  Result<StepObservation> observe(const Lesson& lesson, const Step& step, const Attempt& attempt);

  // The pack as one file. For learners: without solutions and mistakes, with the reference's
  // results in their place; in a sealed pack with what `seal` makes of each query step, and without
  // hidden data. Fails with the author's trouble. Equal packs give equal bytes.
  using SealStep = std::function<Result<Json>(const Lesson&, const Step&)>;
  Result<std::string> export_pack(Audience audience, const SealStep& seal = {});

  // What stands in a learner's build in the place of a step's answers.
  Result<Json> read_expected(const Lesson& lesson, const Step& step) const;

 private:
  Session(FileSet files, LessonPack pack);
  Result<Expectation> run_reference(const Lesson& lesson, const Step& step);
  enum class ScanOrder { kForwards, kBackwards };
  Result<QueryObservation> run_query(const Lesson& lesson, const QueryStep& step,
                                     const std::string& sql,
                                     ScanOrder scans = ScanOrder::kForwards);
  Result<FileSet> learner_files(const SealStep& seal);
  Result<Json> expected_of(const Lesson& lesson, const Step& step);

  FileSet files_;
  LessonPack pack_;
  std::map<std::pair<std::string, std::size_t>, Warehouse> warehouses_;  // by lesson id, data set
  std::map<std::pair<std::string, std::string>, Expectation>
      expectations_;  // by lesson id, step id
  std::map<std::pair<std::string, std::string>, std::unique_ptr<Kept>> kept_;  // likewise
};

}  // namespace nightshift
