#include "grader/abi/lint_request.h"

#include <optional>
#include <string>
#include <utility>

#include "engine/warehouse/scratch.h"
#include "grader/abi/context.h"
#include "grader/lint/declared.h"
#include "grader/lint/sarif.h"

namespace nightshift {

namespace {

ResultOrErrors<LintSchema> schema_of_lesson(Core& core, RequestInput& input,
                                            const std::string& lesson) {
  NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, lesson));
  return lint_schema(context.lesson->tables);
}

ResultOrErrors<LintSchema> schema_of_ddl(RequestInput& input, const std::string& ddl) {
  NIGHTSHIFT_TRY(done_reading(input));
  NIGHTSHIFT_TRY(const ScratchDatabase database, as_errors(ScratchDatabase::create(ddl, {})));
  return lint_schema(database.schema());
}

}  // namespace

ResultOrErrors<Json> query_lint(Core& core, RequestInput& input) {
  std::optional<std::string> lesson;
  if (auto member = input.json.optional_member("lesson")) lesson = member->text();
  const std::string ddl = lesson ? "" : input.json.member("schema").text_or_empty();
  const std::string sql = input.json.member("sql").text_or_empty();
  SarifSource source;
  if (auto uri = input.json.optional_member("uri")) source.uri = uri->text();
  NIGHTSHIFT_TRY(const LintSchema schema,
                 lesson ? schema_of_lesson(core, input, *lesson) : schema_of_ddl(input, ddl));
  NIGHTSHIFT_TRY(const auto findings, as_errors(lint_query(sql, schema)));
  return Json::object({{"findings", lint_json(sql, findings)},
                       {"sarif", sarif_log(sarif_run(sql, findings, source))}});
}

}  // namespace nightshift
