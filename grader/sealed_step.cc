#include "grader/sealed_step.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/sha.h"
#include "engine/base/text.h"
#include "engine/json/write.h"
#include "engine/session/expected.h"
#include "grader/judge/judge.h"
#include "grader/prove_judged.h"
#include "grader/step_judge.h"

namespace nightshift {
namespace {

constexpr std::int64_t kMutantSteps = 50'000;

Error sealing_error(const Lesson& lesson, const Step& step, std::string code, std::string message,
                    std::string remedy) {
  return {.whose = Whose::kAuthor,
          .code = std::move(code),
          .message = "the step \"" + step.id + "\" cannot be sealed: " + std::move(message),
          .remedy = std::move(remedy),
          .where = {.file = lesson.folder + "/lesson.json"}};
}

Json columns_json(const Table& table) {
  Json list = Json::array();
  for (const Column& column : table.columns) {
    list.push(Json::object({{"name", column.name}, {"type", column_type_text(column.type)}}));
  }
  return list;
}

ResultForm form_of(const ResultRules& rules) {
  return {.as_set = rules.as_set,
          .ordered = rules.order != ResultOrder::kNone,
          .by_row = rules.order == ResultOrder::kSequence,
          .keys = rules.order == ResultOrder::kTies ? rules.keys : std::vector<OrderKey>{}};
}

// One result a value has only where it is compared as it is.
bool has_plain_rules(const CompareRules& compare) {
  const CellRules plain;
  const CellRules& cells = compare.rows.cells;
  return compare.columns != ColumnMatching::kAny && !cells.text_trim &&
         cells.text_case == TextCase::kExact && !cells.real_decimals &&
         cells.real_absolute == plain.real_absolute && cells.real_relative == plain.real_relative;
}

// Results of the reference, and of what is held against it, on everything that a sealed build
// holds.
class StepSealer {
 public:
  StepSealer(Session& session, const Lesson& lesson, const Step& step)
      : session_(session), lesson_(lesson), step_(step), query_(std::get<QueryStep>(step.body)) {
    Sha256 sha;
    sha.add(session.pack().digest + "/" + lesson.id + "/" + step.id);
    salt_ = sha.text();
  }

  Result<Json> seal() {
    if (!has_plain_rules(query_.compare)) {
      return fail(sealing_error(lesson_, step_, "pack.sealing",
                                "its results have no one form under its rules of comparison",
                                "Compare columns by position or name, and leave compare.real and "
                                "compare.text out."));
    }
    NIGHTSHIFT_TRY(const Expectation* expected, session_.expectation(lesson_, step_));
    expected_ = expected;
    form_ = {
        .as_set = query_.compare.rows.as_set, .ordered = expected->ordered, .keys = expected->keys};
    Json json = Json::object({{"sealing", "sealed"},
                              {"rounds", kSealRounds},
                              {"salt", salt_},
                              {"columns", columns_json(expected->tables.front())},
                              {"order", order_json(expected->keys)},
                              {"form", form_json(form_)}});
    add_datasets(json);
    NIGHTSHIFT_TRY(add_databases(json));
    if (cells_max_ <= 1) {
      return fail(sealing_error(
          lesson_, step_, "pack.sealing_small",
          "its result is a single value on all data, and a digest of that is soon guessed",
          "Ask for more than one value, or leave the pack open."));
    }
    NIGHTSHIFT_TRY(add_mistakes(json));
    return json;
  }

 private:
  std::string digest(std::string_view place, std::string_view text) const {
    return seal_digest(salt_ + "/" + std::string(place), text, kSealRounds);
  }

  void note_size(const Table& table) {
    cells_max_ = std::max(cells_max_, table.row_count() * table.columns.size());
  }

  void add_datasets(Json& json) {
    Json list = Json::array();
    std::string counts;
    for (std::size_t i = 0; i < query_.datasets.size(); ++i) {
      const Dataset& dataset = lesson_.datasets[query_.datasets[i]];
      if (!dataset.visible) continue;
      const Table& table = expected_->tables[i];
      note_size(table);
      counts += std::to_string(table.row_count()) + "\n";
      Json types = Json::array();
      for (const Column& column : table.columns) types.push(column_type_text(column.type));
      const ResultForm bag{.as_set = form_.as_set};
      const std::string place = "dataset/" + dataset.name;
      list.push(Json::object(
          {{"types", std::move(types)},
           {"bag", digest(place + "/bag", canonical_result(table, bag))},
           {"sequence", form_.ordered ? digest(place + "/sequence", canonical_result(table, form_))
                                      : std::string()}}));
    }
    json.set("datasets", std::move(list));
    json.set("row_counts", digest("row_counts", counts));
  }

  // The reference's result on a database; nullopt where it has none, or not one form.
  std::optional<std::string> result_on(const std::string& insert, const std::string& sql,
                                       const ResultForm& form) {
    auto warehouse = warehouse_with(lesson_, insert);
    if (!warehouse) return std::nullopt;
    QueryOptions options{.budget = query_.budget};
    const auto forwards = warehouse->query(sql, options);
    options.reverse_unordered = true;
    const auto backwards = warehouse->query(sql, options);
    if (!forwards || !backwards || on_rounding_edge(forwards->table)) return std::nullopt;
    std::string canonical = canonical_result(forwards->table, form);
    if (canonical != canonical_result(backwards->table, form)) return std::nullopt;
    note_size(forwards->table);
    return canonical;
  }

  Result<void> add_databases(Json& json) {
    Json databases = Json::array();
    Json forms = Json::array();
    if (judged_check(step_) != nullptr) {
      ResultOrErrors<Judge*> judge = step_judge(session_, lesson_, step_);
      if (!judge) return fail(std::move(judge.error().front()));
      NIGHTSHIFT_TRY(const std::vector<std::string> references,
                     session_.references(lesson_, step_));
      for (std::size_t r = 0; r < references.size(); ++r) {
        forms_.push_back(form_of((*judge)->rules(r)));
        forms.push(form_json(forms_.back()));
      }
      for (std::size_t r = 0; r < references.size(); ++r) {
        for (const TinyData& data : (*judge)->suite(r)) {
          add_database(insert_text((*judge)->schema(), data), references, databases);
        }
      }
      add_hints(**judge, json);
    }
    json.set("forms", std::move(forms));
    json.set("databases", std::move(databases));
    if (json.find("hints") == nullptr) json.set("hints", Json::array());
    return {};
  }

  void add_database(const std::string& insert, const std::vector<std::string>& references,
                    Json& databases) {
    const std::string place = "database/" + std::to_string(inserts_.size());
    Json digests = Json::array();
    bool any = false;
    for (std::size_t r = 0; r < references.size(); ++r) {
      const auto canonical = result_on(insert, references[r], forms_[r]);
      digests.push(canonical ? digest(place, *canonical) : std::string());
      any = any || canonical.has_value();
    }
    if (!any) return;
    inserts_.push_back(insert);
    databases.push(
        Json::object({{"insert", insert}, {"salt", place}, {"digests", std::move(digests)}}));
  }

  // The query's results on all tiny databases, each in the first reference's form; nullopt where
  // it has none.
  std::optional<std::string> results_on_databases(const std::string& sql,
                                                  const QueryBudget& budget) {
    std::vector<std::string> canonical;
    for (const std::string& insert : inserts_) {
      auto warehouse = warehouse_with(lesson_, insert);
      if (!warehouse) return std::nullopt;
      const auto outcome = warehouse->query(sql, {.budget = budget});
      if (!outcome) return std::nullopt;
      canonical.push_back(canonical_result(outcome->table, forms_.front()));
    }
    return joined_results(canonical);
  }

  static Json secret_json(const Secret& secret) {
    return Json::object({{"tag", secret.tag}, {"closed", secret.closed}});
  }

  void add_hints(const Judge& judge, Json& json) {
    QueryBudget budget = query_.budget;
    budget.steps_max = kMutantSteps;
    Json hints = Json::array();
    std::set<std::string> seen;
    for (const Mutant& mutant : judge.mutants(0)) {
      const auto results = results_on_databases(mutant.sql, budget);
      // Of mutants that do the same, the first is the likeliest.
      if (!results || !seen.insert(*results).second) continue;
      const ErrorClassWords words = words_of(mutant.error_class);
      const Json text = Json::object({{"class", error_class_text(mutant.error_class)},
                                      {"title", words.title},
                                      {"clause", clause_text(mutant.clause)},
                                      {"hint", words.hint}});
      hints.push(secret_json(
          close_text(digest("hints", *results), write_json(text, JsonLayout::kCompact))));
    }
    json.set("hints", std::move(hints));
  }

  // What an answer gives on the visible data sets and the tiny databases; nullopt where it fails.
  Result<std::optional<std::string>> all_results(const std::string& sql) {
    Attempt attempt;
    static_cast<void>(attempt.put(query_.answer, sql));
    NIGHTSHIFT_TRY(const StepObservation observation, session_.observe(lesson_, step_, attempt));
    const auto* run = std::get_if<QueryObservation>(&observation);
    if (run == nullptr || !run->runs.back().outcome) return std::optional<std::string>();
    std::vector<std::string> canonical;
    for (const DatasetRun& one : run->runs) {
      if (!lesson_.datasets[one.dataset].visible) continue;
      canonical.push_back(canonical_result(one.outcome->table, form_));
    }
    const auto tiny = results_on_databases(sql, query_.budget);
    if (!tiny) return std::optional<std::string>();
    return std::optional(joined_results(canonical) + *tiny);
  }

  Result<void> add_mistakes(Json& json) {
    Json list = Json::array();
    NIGHTSHIFT_TRY(const auto right, all_results(lesson_.solution.at(query_.answer)));
    for (const Mistake& mistake : lesson_.mistakes) {
      if (mistake.step != step_.id) continue;
      NIGHTSHIFT_TRY(const auto results, all_results(mistake.file(query_.answer)));
      // What the data of a sealed build do not show cannot be recognised there.
      if (!results || results == right) continue;
      const Json text = Json::object(
          {{"name", mistake.name}, {"title", mistake.title}, {"feedback", mistake.feedback}});
      list.push(secret_json(
          close_text(digest("mistakes", *results), write_json(text, JsonLayout::kCompact))));
    }
    json.set("mistakes", std::move(list));
    return {};
  }

  Session& session_;
  const Lesson& lesson_;
  const Step& step_;
  const QueryStep& query_;
  std::string salt_;
  const Expectation* expected_ = nullptr;
  ResultForm form_;
  std::vector<ResultForm> forms_;
  std::vector<std::string> inserts_;
  std::size_t cells_max_ = 0;
};

std::vector<Secret> read_secrets(JsonReader list) {
  std::vector<Secret> secrets;
  for (JsonReader& secret : list.elements()) {
    secrets.push_back(
        {.tag = secret.member("tag").text(), .closed = secret.member("closed").text_or_empty()});
  }
  return secrets;
}

ColumnType read_type(JsonReader reader) {
  const auto type = column_type_from_text(reader.text());
  if (!type) reader.error("pack.type", "no type has this name", "Build the pack again.");
  return type.value_or(ColumnType::kNull);
}

SealedDataset read_dataset(JsonReader& reader) {
  SealedDataset dataset;
  for (JsonReader& type : reader.member("types").elements()) {
    dataset.types.push_back(read_type(type));
  }
  dataset.bag = reader.member("bag").text();
  dataset.sequence = reader.member("sequence").text_or_empty();
  return dataset;
}

SealedDatabase read_database(JsonReader& reader) {
  SealedDatabase database;
  database.insert = reader.member("insert").text_or_empty();
  database.salt = reader.member("salt").text();
  for (JsonReader& digest : reader.member("digests").elements(1)) {
    database.digests.push_back(digest.text_or_empty());
  }
  return database;
}

void read_sealed(JsonReader& root, SealedStep& sealed) {
  constexpr std::int64_t kRoundsMax = 1'000'000;
  sealed.rounds = root.member("rounds").integer(1, kRoundsMax);
  sealed.salt = root.member("salt").text();
  sealed.form = form_from_json(root.member("form"));
  for (JsonReader& dataset : root.member("datasets").elements(1)) {
    sealed.datasets.push_back(read_dataset(dataset));
  }
  sealed.row_counts = root.member("row_counts").text();
  for (JsonReader& form : root.member("forms").elements()) {
    sealed.forms.push_back(form_from_json(form));
  }
  for (JsonReader& database : root.member("databases").elements()) {
    sealed.databases.push_back(read_database(database));
    if (sealed.databases.back().digests.size() == sealed.forms.size()) continue;
    database.error("pack.row", "there must be one digest for each reference",
                   "Build the pack again.");
  }
  sealed.hints = read_secrets(root.member("hints"));
  sealed.mistakes = read_secrets(root.member("mistakes"));
}

// For an exam: what the learner is asked for, and nothing of what is right.
Result<Json> exam_step(Session& session, const Lesson& lesson, const Step& step) {
  NIGHTSHIFT_TRY(const Expectation* expected, session.expectation(lesson, step));
  return Json::object({{"sealing", "exam"},
                       {"order", Json::array()},
                       {"columns", columns_json(expected->tables.front())}});
}

}  // namespace

std::string joined_results(const std::vector<std::string>& canonical) {
  std::string text;
  for (const std::string& one : canonical) text += std::to_string(one.size()) + "\n" + one;
  return text;
}

Result<Json> seal_step(Session& session, const Lesson& lesson, const Step& step) {
  if (session.pack().sealing == Sealing::kExam) return exam_step(session, lesson, step);
  return StepSealer(session, lesson, step).seal();
}

Result<SealedStep> read_sealed_step(const Json& json, const std::string& file) {
  Errors errors;
  JsonReader root(json, {.whose = Whose::kAuthor, .file = file}, errors);
  SealedStep sealed;
  sealed.exam = root.member("sealing").text() == "exam";
  for (JsonReader& column : root.member("columns").elements(1)) {
    sealed.columns.push_back({.name = column.member("name").text_or_empty(),
                              .type = read_type(column.member("type")),
                              .cells = {}});
  }
  if (!sealed.exam) read_sealed(root, sealed);
  if (!errors.empty()) return fail(std::move(errors.front()));
  return sealed;
}

}  // namespace nightshift
