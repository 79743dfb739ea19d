// Is an answer right? It is held against a reference on many tiny databases, made to tell queries
// like these apart: first a suite that was chosen once, when every mutant of the reference was
// tried on them; then fresh ones made for this very answer. One difference refuses it, and is made
// as small as it gets. Nothing else does: whatever agrees everywhere is accepted.
//
// Equal questions and answers give equal rulings, on every machine. Work is counted in steps of
// SQLite's machine.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "grader/judge/constraints.h"
#include "grader/judge/mutants.h"
#include "grader/judge/referee.h"

namespace nightshift {

struct Question {
  std::string schema;                   // DDL, as ScratchDatabase::create takes it
  std::vector<std::string> references;  // an answer that agrees with any of them is right
  std::string known_constraints;        // the same, of what holds by itself; no author sees it
  std::string constraints;              // JSON (constraints.h); empty: nothing beyond the DDL
  Where constraints_where = {.file = "constraints.json"};  // for errors
  std::optional<bool> ordered;        // nullopt: where the reference has a top-level ORDER BY
  std::vector<OrderKey> order;        // of result columns, which is then asked for; empty: the
                                      // reference's own
  CellRules cells;                    // when two values count as equal
  bool column_names = false;          // they must agree
  bool as_set = false;                // duplicates do not count
  bool double_quoted_strings = true;  // "paid" is a text where there is no such column
  std::int64_t now_unix_us = 0;
};

struct JudgeOptions {
  std::size_t suite_max = 30;        // databases that are kept
  std::size_t candidates_max = 320;  // databases that are tried for the suite
  std::size_t hunt_max = 40;         // databases that are tried for each mutant that is left
  std::size_t idle_max = 128;        // stop after so many that told nothing new
  std::size_t mutants_max = 400;
  std::size_t fresh = 144;  // databases made for one answer; 0: the suite decides
  QueryBudget budget = {.steps_max = 4'000'000};  // of one run
  bool explain = false;  // say why, where an answer is refused; costs some hundred runs
  std::int64_t mutant_steps_max = 50'000;  // of one run of a mutant, some of which never end
  std::int64_t steps_max = 400'000'000;    // of an answer over all its runs; beyond, nothing more
                                           // is tried
};

// What was found out about one reference while its suite was chosen.
struct SuiteReport {
  std::size_t mutants = 0;  // that can be prepared
  std::size_t killed = 0;   // told from the reference by some database
  std::vector<Mutant> survivors;
  std::size_t databases = 0;           // kept
  std::size_t candidates = 0;          // tried
  std::size_t unstable = 0;            // on which the reference has no one result
  std::size_t failed = 0;              // of these, on which it ends with an error
  std::size_t on_edge = 0;             // of these, on which only what it rounds lies on an edge
  std::string failure;                 // the last error
  std::optional<TinyData> failed_on;   // the first database of them
  std::optional<TinyData> by_luck_on;  // the first on which arrangements give several results
  std::vector<std::string> notes;      // what an author should know, a sentence each
};

enum class JudgeVerdict { kAccept, kReject, kNotGradable, kOverBudget, kGraderError };
std::string_view judge_verdict_text(JudgeVerdict verdict);

// A mistake that the answer may have made, the likeliest first.
struct MistakeHint {
  ErrorClass error_class = ErrorClass::kComparison;
  SqlClause clause = SqlClause::kSelect;
  std::string before;  // in the reference
  std::string after;   // what the answer does instead, as far as data show
};

struct Counterexample {
  TinyData data;
  Finding finding;
};

struct Ruling {
  JudgeVerdict verdict = JudgeVerdict::kAccept;
  std::string reason;   // a code: judge.rows_differ, sql.syntax, ...; empty when accepted
  std::string message;  // one sentence for a person
  std::optional<Counterexample> counterexample;
  std::vector<MistakeHint> hints;
  std::vector<std::string> why;  // JudgeOptions::explain: sentences about rows of the data
  std::int64_t steps = 0;
  std::int64_t databases = 0;
};

class Judge {
 public:
  // Fails with the author's errors: schema.refused, json.*, judge.*, and the reference's sql.*.
  static ResultOrErrors<Judge> create(const Question& question, const JudgeOptions& options = {});

  Judge(Judge&&) noexcept;
  Judge& operator=(Judge&&) noexcept;
  ~Judge();

  const ScratchSchema& schema() const;
  // One for each reference.
  const std::vector<SuiteReport>& reports() const;
  const std::vector<TinyData>& suite(std::size_t reference) const;
  // The mutants of a reference that its suite tells from it.
  const std::vector<Mutant>& mutants(std::size_t reference) const;
  // How results are held against a reference's.
  const ResultRules& rules(std::size_t reference) const;

  Ruling judge(std::string_view answer);

 private:
  struct State;
  explicit Judge(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace nightshift
