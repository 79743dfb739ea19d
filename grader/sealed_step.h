// What stands in expected/<step>.json of a sealed build, and of one for an exam.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/session/session.h"
#include "grader/seal.h"

namespace nightshift {

// The digests of what is right on one of the step's visible data sets.
struct SealedDataset {
  std::vector<ColumnType> types;
  std::string bag;
  std::string sequence;  // under the step's order; empty where it has none
};

// A tiny database of the judge's, and for each reference the digest of its result there; empty
// where that reference is not to be asked.
struct SealedDatabase {
  std::string insert;
  std::string salt;
  std::vector<std::string> digests;
};

struct SealedStep {
  bool exam = false;  // then nothing but `columns` is there
  std::int64_t rounds = 0;
  std::string salt;
  std::vector<Column> columns;  // without cells
  ResultForm form;              // of results on the lesson's data
  std::vector<SealedDataset> datasets;
  std::string row_counts;                 // of all visible data sets together
  std::vector<ResultForm> forms;          // by reference: of results on tiny databases
  std::vector<SealedDatabase> databases;  // none where the step is not judged
  // Keyed by the answer's results on all visible data sets and tiny databases: a recorded mistake.
  std::vector<Secret> mistakes;
  // Keyed by the answer's results on all tiny databases: what a mutant does.
  std::vector<Secret> hints;
};

// Runs references, mistakes and mutants of an author's pack. Fails with the author's errors:
// "pack.sealing" where the step's rules of comparison leave a result no one form,
// "pack.sealing_small" where every result is so small that a digest of it is soon guessed, and
// those of step_judge().
Result<Json> seal_step(Session& session, const Lesson& lesson, const Step& step);

// Fails with the first error in the file.
Result<SealedStep> read_sealed_step(const Json& json, const std::string& file);

// What is digested for `mistakes` and for `hints`: the results one after the other, each with its
// length.
std::string joined_results(const std::vector<std::string>& canonical);

}  // namespace nightshift
