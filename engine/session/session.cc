#include "engine/session/session.h"

#include "engine/base/check.h"
#include "engine/json/parse.h"
#include "engine/session/answers.h"
#include "engine/session/expected.h"
#include "engine/session/generate.h"
#include "engine/session/words.h"

namespace nightshift {
namespace {

// A reference that fails is the author's trouble, whatever the query engine calls it.
Error as_author(Error error, const Lesson& lesson, std::string_view file, const Dataset& dataset) {
  error.whose = Whose::kAuthor;
  error.message += " (on the data set \"" + dataset.name + "\")";
  error.where.file = lesson.folder + "/" + std::string(file);
  return error;
}

Result<void> load(Warehouse& warehouse, const FileSet& files, const Lesson& lesson,
                  const Dataset& dataset, const DataSource& source) {
  const TableSchema& table = lesson.tables[source.table];
  if (const auto* csv = std::get_if<DataSource::Csv>(&source.kind)) {
    NIGHTSHIFT_TRY(warehouse.load_csv(table, *files.find(csv->file), csv->file));
  } else if (const auto* sql = std::get_if<DataSource::Sql>(&source.kind)) {
    NIGHTSHIFT_TRY(warehouse.load_sql(*files.find(sql->file), sql->file));
  } else {
    const auto& generated = std::get<GeneratedRows>(source.kind);
    GeneratedSource rows(generated, dataset.name, table.name);
    NIGHTSHIFT_TRY(warehouse.load_rows(table, rows, lesson.folder + "/lesson.json"));
  }
  return {};
}

// The lesson's tables, empty.
Result<Warehouse> empty_warehouse(const Lesson& lesson) {
  Warehouse warehouse({.now_unix_us = lesson.now_unix_us, .seed = 0});
  for (const TableSchema& table : lesson.tables) {
    Result<void> created = warehouse.create_table(table);
    if (created) continue;
    created.error().where.file = lesson.folder + "/lesson.json";
    return fail(std::move(created.error()));
  }
  return warehouse;
}

}  // namespace

Result<Warehouse> warehouse_with(const Lesson& lesson, std::string_view insert) {
  NIGHTSHIFT_TRY(Warehouse warehouse, empty_warehouse(lesson));
  Result<void> loaded = warehouse.load_sql(insert, "input");
  if (loaded) return warehouse;
  loaded.error().whose = Whose::kHost;
  return fail(std::move(loaded.error()));
}

Result<void> Attempt::put(std::string path, std::string bytes) {
  Result<void> taken = files.put(path, std::move(bytes), Whose::kLearner);
  constexpr std::size_t kRefusedMax = 100;
  if (!taken && refused.size() < kRefusedMax) refused.emplace(path, taken.error());
  return taken;
}

Session::Session(FileSet files, LessonPack pack)
    : files_(std::move(files)), pack_(std::move(pack)) {}

ResultOrErrors<Session> Session::open(FileSet files, const std::vector<CheckKind>& check_kinds) {
  NIGHTSHIFT_TRY(LessonPack pack, read_pack(files, check_kinds));
  return Session(std::move(files), std::move(pack));
}

Result<Warehouse*> Session::warehouse(const Lesson& lesson, std::size_t dataset) {
  const std::pair key{lesson.id, dataset};
  if (const auto found = warehouses_.find(key); found != warehouses_.end()) return &found->second;
  std::erase_if(warehouses_, [&](const auto& entry) { return entry.first.first != lesson.id; });
  const Dataset& data = lesson.datasets[dataset];
  NIGHTSHIFT_TRY(Warehouse warehouse, empty_warehouse(lesson));
  for (const DataSource& source : data.sources) {
    NIGHTSHIFT_TRY(load(warehouse, files_, lesson, data, source));
  }
  return &warehouses_.emplace(key, std::move(warehouse)).first->second;
}

Result<QueryObservation> Session::run_query(const Lesson& lesson, const QueryStep& step,
                                            const std::string& sql, ScanOrder scans) {
  const QueryOptions options{.budget = step.budget,
                             .reverse_unordered = scans == ScanOrder::kBackwards};
  QueryObservation observation;
  Result<Rewriting> words = in_words_of(lesson, sql);
  if (!words) {
    observation.sql = sql;
    observation.runs.push_back(
        {.dataset = step.datasets.front(), .outcome = fail(std::move(words.error()))});
    return observation;
  }
  observation.sql = std::move(words->sql);
  observation.notes = std::move(words->notes);
  observation.order = top_level_order(observation.sql);
  for (const std::size_t dataset : step.datasets) {
    if (pack_.is_sealed() && !lesson.datasets[dataset].visible) continue;
    NIGHTSHIFT_TRY(Warehouse * tables, warehouse(lesson, dataset));
    Result<QueryOutcome> outcome = tables->query(observation.sql, options);
    if (!outcome) {
      outcome = fail(placed_in_original(std::move(outcome.error()), sql, observation.sql));
    }
    observation.runs.push_back({.dataset = dataset, .outcome = std::move(outcome)});
    if (!observation.runs.back().outcome) break;
  }
  return observation;
}

Result<Expectation> Session::run_reference(const Lesson& lesson, const Step& step) {
  const auto& query = std::get<QueryStep>(step.body);
  const std::string& sql = lesson.solution.at(query.answer);
  const std::string file = "solution/" + query.answer;
  NIGHTSHIFT_TRY(QueryObservation observation, run_query(lesson, query, sql));
  Expectation expectation;
  for (DatasetRun& run : observation.runs) {
    if (!run.outcome) {
      return fail(as_author(run.outcome.error(), lesson, file, lesson.datasets[run.dataset]));
    }
    expectation.tables.push_back(std::move(run.outcome->table));
  }
  NIGHTSHIFT_TRY(check_key(query.compare, expectation.tables.front()));
  NIGHTSHIFT_TRY(
      resolve_order(query.compare, observation.order, lesson.folder + "/" + file, expectation));
  return expectation;
}

Result<Json> Session::read_expected(const Lesson& lesson, const Step& step) const {
  const std::string path = expected_path(lesson, step);
  const std::string* bytes = files_.find(path);
  if (bytes == nullptr) {
    return fail(Error{.whose = Whose::kAuthor,
                      .code = "pack.missing_file",
                      .message = "the expected results are missing",
                      .remedy = "Build the pack again with nightshift pack.",
                      .where = {.file = path}});
  }
  return parse_json(*bytes, {.whose = Whose::kAuthor, .file = path, .comments = false});
}

Result<const Expectation*> Session::expectation(const Lesson& lesson, const Step& step) {
  const std::pair key{lesson.id, step.id};
  if (const auto found = expectations_.find(key); found != expectations_.end()) {
    return &found->second;
  }
  Expectation made;
  if (pack_.audience == Audience::kAuthor) {
    NIGHTSHIFT_TRY(made, run_reference(lesson, step));
  } else {
    NIGHTSHIFT_TRY(const Json json, read_expected(lesson, step));
    NIGHTSHIFT_TRY(made, pack_.is_sealed() ? sealed_expectation(json, lesson, step)
                                           : expectation_from_json(json, lesson, step));
  }
  return &expectations_.emplace(key, std::move(made)).first->second;
}

Result<std::vector<Table>> Session::reference_run_backwards(const Lesson& lesson,
                                                            const Step& step) {
  NIGHTSHIFT_CHECK(pack_.audience == Audience::kAuthor);
  const auto& query = std::get<QueryStep>(step.body);
  NIGHTSHIFT_TRY(QueryObservation observation,
                 run_query(lesson, query, lesson.solution.at(query.answer), ScanOrder::kBackwards));
  std::vector<Table> tables;
  for (DatasetRun& run : observation.runs) {
    if (!run.outcome) {
      return fail(as_author(run.outcome.error(), lesson, "solution/" + query.answer,
                            lesson.datasets[run.dataset]));
    }
    tables.push_back(std::move(run.outcome->table));
  }
  return tables;
}

Result<std::vector<std::string>> Session::references(const Lesson& lesson, const Step& step) const {
  const auto& query = std::get<QueryStep>(step.body);
  if (pack_.audience == Audience::kLearner) {
    NIGHTSHIFT_TRY(const Json json, read_expected(lesson, step));
    return references_from_json(json, lesson, step);
  }
  std::vector<std::string> texts = {lesson.solution.at(query.answer)};
  for (const std::string& name : query.references) texts.push_back(lesson.references.at(name));
  return texts;
}

std::unique_ptr<Kept>& Session::kept(const Lesson& lesson, const Step& step) {
  std::erase_if(kept_, [&](const auto& entry) { return entry.first.first != lesson.id; });
  return kept_[{lesson.id, step.id}];
}

Result<std::vector<MistakePrint>> Session::mistake_prints(const Lesson& lesson, const Step& step) {
  if (pack_.audience == Audience::kLearner) {
    NIGHTSHIFT_TRY(const Json json, read_expected(lesson, step));
    return mistake_prints_from_json(json, lesson, step);
  }
  std::vector<MistakePrint> prints;
  NIGHTSHIFT_TRY(const Expectation* expected, expectation(lesson, step));
  std::vector<const Table*> tables;
  for (const Table& table : expected->tables) tables.push_back(&table);
  const ResultPrints right = result_prints(tables);
  for (const Mistake& mistake : lesson.mistakes) {
    if (mistake.step != step.id) continue;
    NIGHTSHIFT_TRY(const QueryObservation observation,
                   run_query(lesson, std::get<QueryStep>(step.body), mistake.file(step.answer())));
    tables.clear();
    for (const DatasetRun& run : observation.runs) {
      if (run.outcome) tables.push_back(&run.outcome->table);
    }
    if (tables.size() != expected->tables.size()) continue;  // it did not run
    const ResultPrints wrong = result_prints(tables);
    if (wrong.sequence == right.sequence) continue;  // wrong in its text, not in its rows
    const bool sequence = wrong.bag == right.bag;
    prints.push_back({.name = mistake.name,
                      .title = mistake.title,
                      .feedback = mistake.feedback,
                      .sequence = sequence,
                      .print = sequence ? wrong.sequence : wrong.bag});
  }
  return prints;
}

Result<StepObservation> Session::observe(const Lesson& lesson, const Step& step,
                                         const Attempt& attempt) {
  const std::string answer(step.answer());
  if (const auto refused = attempt.refused.find(answer); refused != attempt.refused.end()) {
    return StepObservation(refused->second);
  }
  const std::string* bytes = attempt.files.find(answer);
  if (bytes == nullptr) return StepObservation(NotAnswered{});
  if (const auto* quiz = std::get_if<QuizStep>(&step.body)) return read_choices(*quiz, *bytes);
  if (const auto* point = std::get_if<PointStep>(&step.body)) return read_event(*point, *bytes);
  if (const auto* switches = std::get_if<SwitchStep>(&step.body)) {
    return read_sets(*switches, *bytes);
  }
  if (std::holds_alternative<NightStep>(step.body)) {
    ResultOrErrors<Script> script = read_night_script(*lesson.night, attempt);
    if (!script) return StepObservation(script.error().front());
    return StepObservation(NightObservation{.script = std::move(*script)});
  }
  NIGHTSHIFT_TRY(QueryObservation observation,
                 run_query(lesson, std::get<QueryStep>(step.body), *bytes));
  return StepObservation(std::move(observation));
}

}  // namespace nightshift
