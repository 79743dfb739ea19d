#include "grader/abi/judge_request.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/digest.h"
#include "engine/session/table_json.h"
#include "engine/warehouse/scratch_data.h"
#include "grader/abi/context.h"
#include "grader/judge/judge.h"

namespace nightshift {
namespace {

constexpr std::int64_t kFreshMax = 10'000;

bool flag(JsonReader& json, std::string_view key, bool otherwise) {
  auto member = json.optional_member(key);
  return member ? member->boolean() : otherwise;
}

Question read_question(JsonReader& json) {
  Question question{.schema = json.member("schema").text_or_empty()};
  for (JsonReader& reference : json.member("references").elements(1)) {
    question.references.push_back(reference.text_or_empty());
  }
  if (auto constraints = json.optional_member("constraints")) {
    question.constraints = constraints->text_or_empty();
  }
  if (auto ordered = json.optional_member("ordered")) question.ordered = ordered->boolean();
  question.column_names = flag(json, "column_names", false);
  question.as_set = flag(json, "as_set", false);
  question.double_quoted_strings = flag(json, "double_quoted_strings", true);
  return question;
}

JudgeOptions read_options(JsonReader& json) {
  JudgeOptions options;
  if (auto fresh = json.optional_member("fresh")) {
    options.fresh = static_cast<std::size_t>(fresh->integer(0, kFreshMax));
  }
  return options;
}

std::string key_of(const Question& question, const JudgeOptions& options) {
  Digest digest;
  digest.add(question.schema);
  for (const std::string& reference : question.references) digest.add(reference);
  digest.add(question.constraints);
  digest.add(question.ordered ? std::int64_t{*question.ordered} : std::int64_t{-1});
  digest.add(std::int64_t{question.column_names});
  digest.add(std::int64_t{question.as_set});
  digest.add(std::int64_t{question.double_quoted_strings});
  digest.add(static_cast<std::int64_t>(options.fresh));
  return digest.text();
}

// A judge with its suite.
struct OpenJudge : Kept {
  OpenJudge(std::string key_of_question, Judge made)
      : key(std::move(key_of_question)), judge(std::move(made)) {}

  std::string key;
  Judge judge;
};

// The judge of the question: the one of the request before where it is the same.
ResultOrErrors<Judge*> judge_of(Core& core, const Question& question, const JudgeOptions& options) {
  std::string key = key_of(question, options);
  auto* open = static_cast<OpenJudge*>(core.judge.get());
  if (open == nullptr || open->key != key) {
    core.judge.reset();
    NIGHTSHIFT_TRY(Judge judge, Judge::create(question, options));
    auto made = std::make_unique<OpenJudge>(std::move(key), std::move(judge));
    open = made.get();
    core.judge = std::move(made);
  }
  return &open->judge;
}

Json result_json(Table table) {
  infer_types(table);
  return table_to_json(table);
}

Json finding_json(const Finding& finding) {
  Json json = Json::object({{"expected", result_json(finding.expected)}});
  if (finding.error) {
    json.set("error",
             Json::object({{"code", finding.error->code}, {"message", finding.error->message}}));
  } else {
    json.set("actual", result_json(finding.actual));
  }
  if (finding.lucky) json.set("actual_elsewhere", result_json(*finding.lucky));
  return json;
}

Json counterexample_json(const ScratchSchema& schema, const Counterexample& counterexample) {
  Json json = finding_json(counterexample.finding);
  json.set("insert", insert_text(schema, counterexample.data));
  json.set("tables", tiny_data_json(schema, counterexample.data));
  json.set("rows", counterexample.data.row_count());
  return json;
}

Json hint_json(const MistakeHint& hint) {
  const ErrorClassWords words = words_of(hint.error_class);
  return Json::object({{"class", error_class_text(hint.error_class)},
                       {"title", words.title},
                       {"hint", words.hint},
                       {"clause", clause_text(hint.clause)},
                       {"before", hint.before},
                       {"after", hint.after}});
}

Json ruling_json(const ScratchSchema& schema, const Ruling& ruling) {
  Json hints = Json::array();
  for (const MistakeHint& hint : ruling.hints) hints.push(hint_json(hint));
  return Json::object(
      {{"verdict", judge_verdict_text(ruling.verdict)},
       {"reason", ruling.reason},
       {"message", ruling.message},
       {"counterexample",
        ruling.counterexample ? counterexample_json(schema, *ruling.counterexample) : Json()},
       {"hints", std::move(hints)},
       {"steps", ruling.steps},
       {"databases", ruling.databases}});
}

Json mutant_json(const Mutant& mutant) {
  return Json::object({{"class", error_class_text(mutant.error_class)},
                       {"clause", clause_text(mutant.clause)},
                       {"sql", mutant.sql}});
}

Json report_json(const SuiteReport& report) {
  Json survivors = Json::array();
  for (const Mutant& mutant : report.survivors) survivors.push(mutant_json(mutant));
  return Json::object({{"mutants", report.mutants},
                       {"killed", report.killed},
                       {"survivors", std::move(survivors)},
                       {"databases", report.databases},
                       {"candidates", report.candidates},
                       {"unstable", report.unstable},
                       {"notes", texts_json(report.notes)}});
}

}  // namespace

ResultOrErrors<Json> judge_pair(Core& core, RequestInput& input) {
  const Question question = read_question(input.json);
  const JudgeOptions options = read_options(input.json);
  const std::string answer = input.json.member("answer").text_or_empty();
  NIGHTSHIFT_TRY(done_reading(input));
  NIGHTSHIFT_TRY(Judge * judge, judge_of(core, question, options));
  return ruling_json(judge->schema(), judge->judge(answer));
}

ResultOrErrors<Json> judge_suite(Core& core, RequestInput& input) {
  const Question question = read_question(input.json);
  const JudgeOptions options = read_options(input.json);
  NIGHTSHIFT_TRY(done_reading(input));
  NIGHTSHIFT_TRY(Judge * judge, judge_of(core, question, options));
  Json references = Json::array();
  for (std::size_t index = 0; index < judge->reports().size(); ++index) {
    Json databases = Json::array();
    for (const TinyData& data : judge->suite(index)) {
      databases.push(insert_text(judge->schema(), data));
    }
    Json report = report_json(judge->reports()[index]);
    report.set("suite", std::move(databases));
    references.push(std::move(report));
  }
  return Json::object({{"references", std::move(references)}});
}

ResultOrErrors<Json> judge_draft(Core& /*core*/, RequestInput& input) {
  const std::string ddl = input.json.member("schema").text_or_empty();
  std::string data = ddl;
  if (auto member = input.json.optional_member("data")) data = member->text_or_empty();
  NIGHTSHIFT_TRY(done_reading(input));
  NIGHTSHIFT_TRY(ScratchSample sample, as_errors(read_scratch_sample({.text = ddl, .file = {}},
                                                                     {.text = data, .file = {}})));
  Json rows = Json::object();
  for (std::size_t i = 0; i < sample.tables.size(); ++i) {
    rows.set(sample.schema.tables[i].name, sample.tables[i].size());
  }
  const TinyData read{std::move(sample.tables)};
  return Json::object(
      {{"constraints", draft_constraints(sample.schema, read)}, {"rows", std::move(rows)}});
}

}  // namespace nightshift
