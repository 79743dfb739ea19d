#include "grader/grade_sealed.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "grader/error_json.h"
#include "grader/registry.h"

namespace nightshift {
namespace {

constexpr std::string_view kNotHere = " This pack holds no answers, so it cannot say more.";

CheckVerdict failed(std::string reason, std::string message) {
  CheckVerdict verdict;
  verdict.verdict = Verdict::kFail;
  verdict.reason = std::move(reason);
  verdict.message = std::move(message);
  return verdict;
}

// Nothing that the learner did.
CheckVerdict undecided(Verdict kind, std::string reason, std::string message) {
  CheckVerdict verdict = failed(std::move(reason), std::move(message));
  verdict.verdict = kind;
  return verdict;
}

CheckVerdict wrong_somewhere(const FailedResults& wrong, std::string reason, std::string what) {
  CheckVerdict verdict =
      failed(std::move(reason), wrong.place() + " " + std::move(what) + std::string(kNotHere));
  verdict.failed_on = wrong.failed_on();
  return verdict;
}

// The tables of a database, those with rows, and how many rows these are.
struct Contents {
  Json tables = Json::array();
  std::size_t rows = 0;
};

Contents contents_of(const Lesson& lesson, const std::string& insert) {
  Contents contents;
  auto warehouse = warehouse_with(lesson, insert);
  if (!warehouse) return contents;
  for (const bool also_empty : {false, true}) {
    if (also_empty && contents.rows > 0) break;
    for (const TableSchema& schema : lesson.tables) {
      std::string name;
      for (const char c : schema.name) name += c == '"' ? std::string("\"\"") : std::string(1, c);
      const auto all = warehouse->query("SELECT * FROM \"" + name + "\"", {});
      if (!all || (all->table.row_count() == 0 && !also_empty)) continue;
      contents.rows += all->table.row_count();
      contents.tables.push(Json::object({{"name", schema.name},
                                         {"columns", names_json(all->table.columns)},
                                         {"rows", rows_json(all->table)}}));
    }
  }
  return contents;
}

}  // namespace

std::string SealedGrading::digest(std::string_view place, std::string_view text) const {
  return seal_digest(sealed_.salt + "/" + std::string(place), text, sealed_.rounds);
}

CheckVerdict SealedGrading::judge(const CheckSpec& spec) {
  if (spec.kind != "runs" && evidence_.results.empty()) {
    return skipped("check.no_result", "There is no result to look at.");
  }
  if (sealed_.exam) return judge_in_exam(spec);
  const CheckFunction function = check_function(spec.kind);
  if (std::holds_alternative<JudgedCheck>(function)) return judge_on_databases();
  const bool looks_at_columns = spec.kind != "runs" && spec.kind != "columns";
  if (looks_at_columns && !evidence_.matched) {
    return skipped("check.no_columns", "The columns cannot be told apart.");
  }
  if (spec.kind == "row_count") return judge_row_count();
  if (spec.kind == "rows") return judge_rows();
  if (spec.kind == "order") return judge_order();
  return std::get<QueryCheck>(function)(evidence_);
}

// An exam's pack knows how many columns are asked for; whoever holds the answers judges the rest.
CheckVerdict SealedGrading::judge_in_exam(const CheckSpec& spec) const {
  if (spec.kind == "runs") return std::get<QueryCheck>(check_function(spec.kind))(evidence_);
  const std::size_t wanted = sealed_.columns.size();
  const std::size_t given = evidence_.results.front().actual->columns.size();
  if (spec.kind == "columns" && wanted != given) {
    return failed("columns.count",
                  "Your result has " + counted(static_cast<std::int64_t>(given), "column") +
                      ", the task asks for " + count_text(static_cast<std::int64_t>(wanted)) + ".");
  }
  if (spec.kind == "columns") return passed();
  CheckVerdict verdict;
  verdict.verdict = Verdict::kUnknown;
  verdict.reason = "check.exam";
  verdict.message = "This is an exam: nothing here says whether it is right.";
  return verdict;
}

CheckVerdict SealedGrading::judge_row_count() const {
  std::string counts;
  for (const ResultPair& result : evidence_.results) {
    counts += std::to_string(result.matched.row_count()) + "\n";
  }
  if (digest("row_counts", counts) == sealed_.row_counts) return passed();
  return failed(
      "row_count.differs_sealed",
      "On the visible data the number of rows is not the right one." + std::string(kNotHere));
}

CheckVerdict SealedGrading::judge_rows() const {
  FailedResults wrong{evidence_, {}};
  const ResultForm bag{.as_set = sealed_.form.as_set};
  for (std::size_t i = 0; i < evidence_.results.size(); ++i) {
    const ResultPair& result = evidence_.results[i];
    const std::string place = "dataset/" + result.dataset->name + "/bag";
    if (digest(place, canonical_result(result.matched, bag)) != sealed_.datasets[i].bag) {
      wrong.failing.push_back(i);
    }
  }
  if (!wrong.failing.empty()) {
    return wrong_somewhere(wrong, "rows.differ_sealed", "the rows are not the right ones.");
  }
  CheckVerdict verdict = passed();
  if (evidence_.results.size() < evidence_.step->datasets.size()) {
    verdict.notes.push_back(
        "Hidden data sets are not in this pack, so what they would say is open: provisional.");
  }
  return verdict;
}

CheckVerdict SealedGrading::judge_order() const {
  if (!sealed_.form.ordered) return passed();
  FailedResults wrong{evidence_, {}};
  for (std::size_t i = 0; i < evidence_.results.size(); ++i) {
    const ResultPair& result = evidence_.results[i];
    const std::string place = "dataset/" + result.dataset->name + "/sequence";
    const std::string own = digest(place, canonical_result(result.matched, sealed_.form));
    if (own != sealed_.datasets[i].sequence) wrong.failing.push_back(i);
  }
  if (!wrong.failing.empty()) {
    return wrong_somewhere(wrong, "order.differs_sealed",
                           "the rows do not come in the right order.");
  }
  if (evidence_.observation->order.present) return passed();
  return failed("order.not_asked",
                "The rows came in the right order, but by luck: your query has no ORDER BY at its "
                "end, and without one no database promises an order. Ask for it.");
}

// What the answer gives on every tiny database, as hints and mistakes are keyed; nullopt where it
// fails.
std::optional<std::string> SealedGrading::results_on_databases() {
  if (database_results_) return *database_results_;
  std::vector<std::string> canonical;
  database_results_ = std::optional<std::string>();
  for (const SealedDatabase& database : sealed_.databases) {
    auto warehouse = warehouse_with(lesson_, database.insert);
    if (!warehouse) return std::nullopt;
    const auto outcome =
        warehouse->query(evidence_.observation->sql, {.budget = evidence_.step->budget});
    if (!outcome) return std::nullopt;
    canonical.push_back(canonical_result(outcome->table, sealed_.forms.front()));
  }
  database_results_ = joined_results(canonical);
  return *database_results_;
}

Json SealedGrading::hints() {
  Json list = Json::array();
  const auto results = results_on_databases();
  if (!results || sealed_.hints.empty()) return list;
  const std::string key = digest("hints", *results);
  for (const Secret& secret : sealed_.hints) {
    const auto text = open_text(key, secret);
    if (!text) continue;
    if (auto json = parse_json(*text, {})) list.push(std::move(*json));
  }
  return list;
}

CheckVerdict SealedGrading::failed_on(const SealedDatabase& database,
                                      const Result<QueryOutcome>& outcome) {
  Contents contents = contents_of(lesson_, database.insert);
  const std::string rows = counted(static_cast<std::int64_t>(contents.rows), "row");
  Json witness = Json::object({{"kind", "sealed_input"},
                               {"rows", contents.rows},
                               {"ordered", sealed_.forms.front().ordered},
                               {"tables", std::move(contents.tables)},
                               {"insert", database.insert},
                               {"columns", names_json(sealed_.columns)},
                               {"actual", Json::array()},
                               {"actual_rows", 0},
                               {"hints", hints()}});
  CheckVerdict verdict;
  if (outcome) {
    witness.set("actual", rows_json(outcome->table));
    witness.set("actual_rows", outcome->table.row_count());
    verdict = failed("judge.differs_sealed", "There is data of " + rows +
                                                 " on which your result is not the right one." +
                                                 std::string(kNotHere));
  } else {
    witness.set("error", error_json(outcome.error()));
    verdict = failed("judge.answer_fails",
                     "There is data of " + rows +
                         " on which your query ends with an error: " + outcome.error().message);
  }
  verdict.witness = std::move(witness);
  return verdict;
}

// An answer is right when one reference's digests are its own on all tiny databases, also where
// scans run backwards. Otherwise the database at which the last reference is left is shown. A
// reference that is asked nowhere agrees with nobody.
CheckVerdict SealedGrading::judge_on_databases() {
  std::vector<bool> agrees(sealed_.forms.size());
  for (const SealedDatabase& database : sealed_.databases) {
    for (std::size_t r = 0; r < agrees.size(); ++r) {
      agrees[r] = agrees[r] || !database.digests[r].empty();
    }
  }
  if (std::find(agrees.begin(), agrees.end(), true) == agrees.end()) {
    return undecided(
        Verdict::kUnknown, "judge.no_result",
        "This pack holds no data on which an answer can be judged." + std::string(kNotHere));
  }
  for (const SealedDatabase& database : sealed_.databases) {
    auto warehouse = warehouse_with(lesson_, database.insert);
    if (!warehouse) {
      return undecided(Verdict::kFault, warehouse.error().code, warehouse.error().message);
    }
    std::vector<std::string> forwards(agrees.size());
    for (const bool backwards : {false, true}) {
      const QueryOptions options{.budget = evidence_.step->budget, .reverse_unordered = backwards};
      const auto outcome = warehouse->query(evidence_.observation->sql, options);
      for (std::size_t r = 0; r < agrees.size(); ++r) {
        if (!agrees[r] || database.digests[r].empty()) continue;
        const std::string own =
            outcome ? canonical_result(outcome->table, sealed_.forms[r]) : std::string();
        if (backwards && outcome && own == forwards[r]) continue;
        agrees[r] = outcome && digest(database.salt, own) == database.digests[r];
        forwards[r] = own;
      }
      if (std::find(agrees.begin(), agrees.end(), true) != agrees.end()) continue;
      return failed_on(database, outcome);
    }
  }
  return passed();
}

std::optional<RecognisedMistake> SealedGrading::recognise() {
  if (sealed_.mistakes.empty() || evidence_.results.empty() || !evidence_.matched) {
    return std::nullopt;
  }
  std::vector<std::string> canonical;
  for (const ResultPair& result : evidence_.results) {
    canonical.push_back(canonical_result(*result.actual, sealed_.form));
  }
  const auto tiny =
      sealed_.databases.empty() ? std::optional(joined_results({})) : results_on_databases();
  if (!tiny) return std::nullopt;
  const std::string key = digest("mistakes", joined_results(canonical) + *tiny);
  for (const Secret& secret : sealed_.mistakes) {
    const auto text = open_text(key, secret);
    const auto json = text ? parse_json(*text, {}) : fail(Error{});
    if (!text || !json) continue;
    const auto member = [&](std::string_view name) {
      const Json* value = json->find(name);
      const std::string* word = value == nullptr ? nullptr : value->if_string();
      return word == nullptr ? std::string() : *word;
    };
    return RecognisedMistake{
        .name = member("name"), .title = member("title"), .feedback = member("feedback")};
  }
  return std::nullopt;
}

}  // namespace nightshift
