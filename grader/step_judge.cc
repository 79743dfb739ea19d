#include "grader/step_judge.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/json/write.h"
#include "engine/warehouse/schema_sql.h"

namespace nightshift {
namespace {

struct KeptJudge : Kept {
  explicit KeptJudge(Judge made) : judge(std::move(made)) {}

  Judge judge;
};

// What the types of a lesson's columns say of their values. NULLs, keys and accepted values stand
// in the DDL.
Json declared_formats(const std::vector<TableSchema>& tables) {
  Json list = Json::object();
  for (const TableSchema& table : tables) {
    Json columns = Json::object();
    for (const ColumnSchema& column : table.columns) {
      const bool day = column.type == ColumnType::kDate;
      if (!day && column.type != ColumnType::kTimestamp) continue;
      columns.set(column.name, Json::object({{"format", day ? "date" : "timestamp_offset"}}));
    }
    list.set(table.name, Json::object({{"columns", std::move(columns)}}));
  }
  return Json::object({{"tables", std::move(list)}});
}

std::string ddl_of(const std::vector<TableSchema>& tables) {
  std::string ddl;
  for (const TableSchema& table : tables) ddl += create_table_sql(table) + ";\n";
  return ddl;
}

Result<Question> question_of(Session& session, const Lesson& lesson, const Step& step) {
  const CompareRules& compare = std::get<QueryStep>(step.body).compare;
  Question question{.schema = ddl_of(lesson.tables)};
  NIGHTSHIFT_TRY(question.references, session.references(lesson, step));
  question.known_constraints = write_json(declared_formats(lesson.tables), JsonLayout::kCompact);
  if (!lesson.constraints.is_null()) {
    question.constraints = write_json(lesson.constraints, JsonLayout::kCompact);
    question.constraints_where = lesson.constraints_where;
  }
  if (compare.order == CompareRules::Order::kIgnore) question.ordered = false;
  if (compare.order == CompareRules::Order::kGiven) {
    NIGHTSHIFT_TRY(const Expectation* expected, session.expectation(lesson, step));
    question.ordered = true;
    question.order = expected->keys;
  }
  question.cells = compare.rows.cells;
  question.as_set = compare.rows.as_set;
  question.double_quoted_strings = false;
  question.now_unix_us = lesson.now_unix_us;
  return question;
}

}  // namespace

ResultOrErrors<Judge*> step_judge(Session& session, const Lesson& lesson, const Step& step) {
  std::unique_ptr<Kept>& place = session.kept(lesson, step);
  if (!place) {
    const auto& query = std::get<QueryStep>(step.body);
    NIGHTSHIFT_TRY(const Question question, as_errors(question_of(session, lesson, step)));
    // An author answers for every mutant that survives, so more is tried than for a bare pair.
    ResultOrErrors<Judge> judge = Judge::create(
        question,
        {.candidates_max = 640, .idle_max = 256, .budget = query.budget, .explain = true});
    if (!judge) {
      for (Error& error : judge.error()) {
        if (!error.where.file.empty()) continue;
        error.where.file = lesson.folder + "/solution/" + query.answer;
      }
      return fail(std::move(judge.error()));
    }
    place = std::make_unique<KeptJudge>(std::move(*judge));
  }
  return &static_cast<KeptJudge*>(place.get())->judge;
}

}  // namespace nightshift
