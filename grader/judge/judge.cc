#include "grader/judge/judge.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/digest.h"
#include "engine/base/text.h"
#include "engine/sql/parse.h"
#include "grader/judge/query_facts.h"
#include "grader/judge/settle.h"
#include "grader/judge/shrink.h"
#include "grader/judge/suite.h"

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

// One right answer, and all that was made ready to hold others against it.
struct Reference {
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
  void add_hints(Reference& reference, Contender& answer, Ruling& ruling);
};

Result<void> Judge::State::add_reference(const std::string& sql) {
  std::optional<Select> tree = tree_of(sql);
  MatchRules match{.as_set = question.as_set, .column_names = question.column_names};
  match.ordered = question.ordered.value_or(tree && !tree->order_by.empty());
  QueryFacts facts = facts_of_tree(tree, rules.schema);
  auto created =
      Referee::create(arena, sql, tree ? &*tree : nullptr, match, {.steps_max = options.steps_max});
  if (!created) return fail(of_reference(std::move(created.error())));
  Referee referee = std::move(*created);
  const DataMaker maker(rules, facts, {.seed = seed});
  // The DDL alone may leave a table without rows that are found; what an author declares must not.
  const auto meetable = check_meetable(arena.database(), maker);
  if (!meetable && !question.constraints.empty()) return fail(meetable.error());
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
  references.push_back(
      {.facts = std::move(facts), .referee = std::move(referee), .suite = std::move(suite)});
  return {};
}

std::optional<Finding> Judge::State::try_suite(Reference& reference, Contender& answer,
                                               Ruling& ruling) {
  for (const TinyData& data : reference.suite.databases) {
    arena.lay_out(data);
    ++ruling.databases;
    if (auto finding = reference.referee.examine(answer, kSuiteArrangements)) return finding;
  }
  return std::nullopt;
}

std::optional<Finding> Judge::State::try_fresh(Reference& reference, Contender& answer,
                                               const DataMaker& maker, Ruling& ruling) {
  for (std::uint64_t number = 0; number < options.fresh; ++number) {
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
  TinyData smallest = arena.data();
  if (finding.kind != FindingKind::kColumnCount && finding.kind != FindingKind::kColumnNames) {
    const auto differs = [&](const TinyData& data) {
      arena.lay_out(data);
      const auto found = reference.referee.examine(answer, kSuiteArrangements);
      return found && found->kind != FindingKind::kOverBudget;
    };
    smallest = shrink_data(rules, smallest, differs).data;
    arena.lay_out(smallest);
    if (auto again = reference.referee.examine(answer, kSuiteArrangements)) {
      finding = std::move(*again);
    }
  }
  ruling.verdict = JudgeVerdict::kReject;
  ruling.reason = reason_of(finding.kind);
  ruling.message = message_of(finding.kind);
  ruling.counterexample = {.data = std::move(smallest), .finding = std::move(finding)};
  add_hints(reference, answer, ruling);
}

// Mutants that do what the answer does on every database of the suite and on the counterexample.
void Judge::State::add_hints(Reference& reference, Contender& answer, Ruling& ruling) {
  std::vector<TinyData> databases = {ruling.counterexample->data};
  for (const TinyData& data : reference.suite.databases) databases.push_back(data);
  std::vector<std::size_t> left(reference.suite.mutants.size());
  for (std::size_t index = 0; index < left.size(); ++index) left[index] = index;
  for (TinyData& data : databases) {
    if (left.empty()) return;
    arena.lay_out(std::move(data));
    const Result<Table> actual = arena.run(answer, 0);
    if (!actual) return;
    std::erase_if(left, [&](std::size_t index) {
      const Result<Table> other = arena.run(reference.suite.contenders[index], 0);
      return !other || !reference.referee.agree(*other, *actual);
    });
  }
  for (const std::size_t index : left) {
    if (ruling.hints.size() == kHintsMax) return;
    const Mutant& mutant = reference.suite.mutants[index];
    const bool told =
        std::any_of(ruling.hints.begin(), ruling.hints.end(), [&](const MistakeHint& hint) {
          return hint.error_class == mutant.error_class && hint.clause == mutant.clause;
        });
    if (told) continue;
    ruling.hints.push_back({.error_class = mutant.error_class,
                            .clause = mutant.clause,
                            .before = mutant.before,
                            .after = mutant.after});
  }
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
  Constraints constraints = no_constraints(arena->schema());
  if (!question.constraints.empty()) {
    NIGHTSHIFT_TRY(constraints,
                   read_constraints(question.constraints, "constraints.json", arena->schema()));
  }
  if (auto added = arena->add_checks(constraints); !added) return fail(Errors{added.error()});
  LegalRules rules = legal_rules(arena->schema(), constraints);
  auto state = std::make_unique<State>(State{.question = question,
                                             .options = options,
                                             .arena = std::move(*arena),
                                             .rules = std::move(rules),
                                             .references = {},
                                             .reports = {}});
  state->seed = hash64(question.schema + '\n' + question.constraints, 0);
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

// Of several references, the one that the answer agrees with longest says what is wrong.
Ruling Judge::judge(std::string_view answer) {
  auto contender = state_->arena.enter(answer, {.steps_max = state_->options.steps_max});
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
