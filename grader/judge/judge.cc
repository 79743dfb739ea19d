#include "grader/judge/judge.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/digest.h"
#include "engine/base/text.h"
#include "engine/sql/parse.h"
#include "grader/judge/name_mistake.h"
#include "grader/judge/provenance.h"
#include "grader/judge/query_facts.h"
#include "grader/judge/settle.h"
#include "grader/judge/shrink.h"

namespace nightshift {
namespace {

constexpr std::size_t kSuiteArrangements = 2;
constexpr std::uint64_t kTurnedEvery = 4;  // of fresh databases, one in so many is turned around
constexpr std::size_t kHintsMax = 3;

// The tree of a query; nullopt for what the parser does not know, which runs all the same.
std::optional<Select> tree_of(std::string_view sql) {
  auto tree = parse_query(sql);
  return tree ? std::optional(std::move(*tree)) : std::nullopt;
}

QueryFacts facts_of_tree(const std::optional<Select>& tree, const ScratchSchema& schema) {
  return tree ? facts_of(*tree, schema) : QueryFacts();
}

std::string_view reason_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::kColumnCount:
      return "judge.column_count";
    case FindingKind::kColumnNames:
      return "judge.column_names";
    case FindingKind::kRows:
      return "judge.rows_differ";
    case FindingKind::kOrder:
      return "judge.order_differs";
    case FindingKind::kOrderDependent:
      return "judge.order_dependent";
    default:
      return "judge.answer_fails";
  }
}

std::string_view message_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::kColumnCount:
      return "The result has another number of columns.";
    case FindingKind::kColumnNames:
      return "The result's columns have other names.";
    case FindingKind::kRows:
      return "There is data on which the result has other rows.";
    case FindingKind::kOrder:
      return "There is data on which the rows come in another order.";
    case FindingKind::kOrderDependent:
      return "The result hangs on the order in which rows happen to be stored.";
    default:
      return "There is data on which the query ends with an error.";
  }
}

// The error of a reference, which is the author's trouble.
Error of_reference(Error error) {
  error.whose = Whose::kAuthor;
  error.message = "The reference: " + error.message;
  return error;
}

Error without_result(const SuiteReport& report) {
  return {.whose = Whose::kAuthor,
          .code = "judge.no_result",
          .message = "The reference has no one result on any of " +
                     counted(static_cast<std::int64_t>(report.candidates), "database") +
                     " that were tried" + (report.failed > 0 ? ": " + report.failure : "."),
          .remedy = "Does it end, and does it say which of equal rows it wants?",
          .where = {}};
}

ResultOrErrors<Constraints> constraints_of(const Question& question, const ScratchSchema& schema) {
  Constraints constraints = no_constraints(schema);
  if (!question.known_constraints.empty()) {
    NIGHTSHIFT_TRY(constraints, read_constraints(question.known_constraints, "", schema));
  }
  if (question.constraints.empty()) return constraints;
  return read_constraints(question.constraints, question.constraints_where, schema,
                          std::move(constraints));
}

// One right answer, and all that was made ready to hold others against it.
struct Reference {
  std::string sql;
  QueryFacts facts;
  Referee referee;
  Suite suite;
};

Ruling refused_unread(const Error& error) {
  return {.verdict = JudgeVerdict::kNotGradable, .reason = error.code, .message = error.message};
}

}  // namespace

std::string_view judge_verdict_text(JudgeVerdict verdict) {
  constexpr std::array<std::string_view, 5> kTexts = {"accept", "reject", "not_gradable",
                                                      "over_budget", "grader_error"};
  return kTexts[static_cast<std::size_t>(verdict)];
}

struct Judge::State {
  Question question;
  JudgeOptions options;
  Arena arena;
  LegalRules rules;
  std::vector<Reference> references;
  std::vector<SuiteReport> reports;
  std::uint64_t seed = 0;  // of the question

  Result<void> add_reference(const std::string& sql);
  Ruling judge_against(Reference& reference, Contender& answer, const QueryFacts& facts,
                       std::uint64_t answer_seed);
  std::optional<Finding> try_suite(Reference& reference, Contender& answer, Ruling& ruling);
  std::optional<Finding> try_fresh(Reference& reference, Contender& answer, const DataMaker& maker,
                                   Ruling& ruling);
  void conclude(Reference& reference, Contender& answer, Finding finding, Ruling& ruling);
};

Result<void> Judge::State::add_reference(const std::string& sql) {
  std::optional<Select> tree = tree_of(sql);
  MatchRules match{.cells = question.cells,
                   .as_set = question.as_set,
                   .column_names = question.column_names,
                   .order = question.order};
  match.ordered = question.ordered.value_or(tree && !tree->order_by.empty());
  QueryFacts facts = facts_of_tree(tree, rules.schema);
  auto created = Referee::create(arena, sql, tree ? &*tree : nullptr, match, options.budget);
  if (!created) return fail(of_reference(std::move(created.error())));
  Referee referee = std::move(*created);
  const DataMaker maker(rules, facts, {.seed = seed});
  // The DDL alone may leave a table without rows that are found; what an author declares must not.
  const auto meetable = check_meetable(arena.database(), maker);
  if (!meetable && !question.constraints.empty()) {
    Error error = meetable.error();
    error.where = question.constraints_where;
    return fail(std::move(error));
  }
  std::vector<Mutant> mutants;
  if (tree) {
    mutants = mutants_of(*tree, rules.schema, {.mutants_max = options.mutants_max});
  }
  Suite suite = choose_suite(arena, referee, maker, std::move(mutants), options);
  const SuiteReport& report = suite.report;
  if (report.candidates == report.unstable) return fail(without_result(report));
  if (!meetable) suite.report.notes.push_back(meetable.error().message);
  if (!tree) {
    suite.report.notes.push_back("The reference could not be parsed, so it has no mutants.");
  }
  reports.push_back(std::move(suite.report));
  references.push_back({.sql = sql,
                        .facts = std::move(facts),
                        .referee = std::move(referee),
                        .suite = std::move(suite)});
  return {};
}

std::optional<Finding> Judge::State::try_suite(Reference& reference, Contender& answer,
                                               Ruling& ruling) {
  for (const TinyData& data : reference.suite.databases) {
    if (answer.steps > options.steps_max) return std::nullopt;
    arena.lay_out(data);
    ++ruling.databases;
    if (auto finding = reference.referee.examine(answer, kSuiteArrangements)) return finding;
  }
  return std::nullopt;
}

std::optional<Finding> Judge::State::try_fresh(Reference& reference, Contender& answer,
                                               const DataMaker& maker, Ruling& ruling) {
  for (std::uint64_t number = 0; number < options.fresh; ++number) {
    if (answer.steps > options.steps_max) return std::nullopt;
    auto data = make_legal(arena.database(), maker, number);
    if (!data) continue;
    arena.adopt(std::move(*data));
    ++ruling.databases;
    const std::size_t arrangements = number % kTurnedEvery == 0 ? kSuiteArrangements : 1;
    if (auto finding = reference.referee.examine(answer, arrangements)) return finding;
  }
  return std::nullopt;
}

Ruling Judge::State::judge_against(Reference& reference, Contender& answer, const QueryFacts& facts,
                                   std::uint64_t answer_seed) {
  Ruling ruling;
  auto finding = try_suite(reference, answer, ruling);
  if (!finding && options.fresh > 0) {
    const DataMaker maker(rules, merged(reference.facts, facts), {.seed = answer_seed});
    finding = try_fresh(reference, answer, maker, ruling);
  }
  if (!finding && answer.steps > options.steps_max) {
    ruling.verdict = JudgeVerdict::kOverBudget;
    ruling.reason = "sql.over_budget_steps";
    ruling.message =
        "Over all tiny databases it took more than " + count_text(options.steps_max) + " steps.";
  }
  if (ruling.databases == 0) {
    ruling = {.verdict = JudgeVerdict::kGraderError,
              .reason = "judge.unmeetable",
              .message = "No legal data could be made."};
  }
  if (finding) conclude(reference, answer, std::move(*finding), ruling);
  ruling.steps = answer.steps;
  return ruling;
}

void Judge::State::conclude(Reference& reference, Contender& answer, Finding finding,
                            Ruling& ruling) {
  if (finding.kind == FindingKind::kOverBudget) {
    ruling.verdict = JudgeVerdict::kOverBudget;
    ruling.reason = finding.error->code;
    ruling.message = finding.error->message;
    return;
  }
  const auto differs = [&](const TinyData& data) {
    if (answer.steps > options.steps_max) return false;
    arena.lay_out(data);
    const auto found = reference.referee.examine(answer, kSuiteArrangements);
    return found && found->kind != FindingKind::kOverBudget;
  };
  TinyData smallest = shrink_data(rules, TinyData(arena.data()), differs).data;
  arena.lay_out(smallest);
  if (auto again = reference.referee.examine(answer, kSuiteArrangements)) {
    finding = std::move(*again);
  }
  ruling.verdict = JudgeVerdict::kReject;
  ruling.reason = reason_of(finding.kind);
  ruling.message = message_of(finding.kind);
  if (options.explain) {
    const Dispute dispute{.arena = arena,
                          .referee = reference.referee,
                          .reference = reference.sql,
                          .answer = answer,
                          .rules = rules};
    ruling.why = why_they_differ(dispute, smallest, finding);
  }
  ruling.hints = name_mistake({.arena = arena,
                               .referee = reference.referee,
                               .suite = reference.suite,
                               .answer = answer,
                               .smallest = smallest,
                               .mutant_steps_max = options.mutant_steps_max},
                              kHintsMax);
  ruling.counterexample = {.data = std::move(smallest), .finding = std::move(finding)};
}

Judge::Judge(std::unique_ptr<State> state) : state_(std::move(state)) {}
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;
Judge::~Judge() = default;

ResultOrErrors<Judge> Judge::create(const Question& question, const JudgeOptions& options) {
  auto arena = Arena::create(
      question.schema, {.now_unix_us = question.now_unix_us,
                        .double_quoted_strings = question.double_quoted_strings,
                        .free_layout = std::none_of(question.references.begin(),
                                                    question.references.end(), asks_for_place)});
  if (!arena) return fail(Errors{arena.error()});
  NIGHTSHIFT_TRY(Constraints constraints, constraints_of(question, arena->schema()));
  if (auto added = arena->add_checks(constraints); !added) {
    added.error().where = question.constraints_where;
    return fail(Errors{std::move(added.error())});
  }
  LegalRules rules = legal_rules(arena->schema(), constraints);
  auto state = std::make_unique<State>(State{.question = question,
                                             .options = options,
                                             .arena = std::move(*arena),
                                             .rules = std::move(rules),
                                             .references = {},
                                             .reports = {}});
  const std::string rules_text = question.known_constraints + question.constraints;
  state->seed = hash64(question.schema + '\n' + rules_text, 0);
  for (const std::string& reference : question.references) {
    state->seed = hash64(reference, state->seed);
  }
  for (const std::string& reference : question.references) {
    if (auto added = state->add_reference(reference); !added) return fail(Errors{added.error()});
  }
  return Judge(std::move(state));
}

const ScratchSchema& Judge::schema() const { return state_->arena.schema(); }

const std::vector<SuiteReport>& Judge::reports() const { return state_->reports; }

const std::vector<TinyData>& Judge::suite(std::size_t reference) const {
  return state_->references[reference].suite.databases;
}

const std::vector<Mutant>& Judge::mutants(std::size_t reference) const {
  return state_->references[reference].suite.mutants;
}

const ResultRules& Judge::rules(std::size_t reference) const {
  return state_->references[reference].referee.rules();
}

// Of several references, the one that the answer agrees with longest says what is wrong.
Ruling Judge::judge(std::string_view answer) {
  auto contender = state_->arena.enter(answer, state_->options.budget);
  if (!contender) return refused_unread(contender.error());
  const QueryFacts facts = facts_of_tree(tree_of(answer), state_->rules.schema);
  const std::uint64_t seed = hash64(answer, state_->seed);
  std::optional<Ruling> best;
  for (Reference& reference : state_->references) {
    Ruling ruling = state_->judge_against(reference, *contender, facts, seed);
    if (ruling.verdict == JudgeVerdict::kAccept) return ruling;
    if (!best || ruling.databases > best->databases) best = std::move(ruling);
  }
  NIGHTSHIFT_CHECK(best.has_value());
  return std::move(*best);
}

}  // namespace nightshift
