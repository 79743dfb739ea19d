#include "grader/abi/lint_request.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/warehouse/scratch.h"
#include "grader/abi/context.h"
#include "grader/lint/declared.h"
#include "grader/lint/sarif.h"

namespace nightshift {

namespace {

using Findings = std::vector<LintFinding>;

ResultOrErrors<Findings> lint_over_ddl(const std::string& ddl, const std::string& sql) {
  NIGHTSHIFT_TRY(const ScratchDatabase database, as_errors(ScratchDatabase::create(ddl, {})));
  return as_errors(lint_query(sql, lint_schema(database.schema())));
}

// What a right answer to the step does, too, is meant there: whole days want a whole division. A
// pack without its references leaves nothing out.
void leave_out_meant(const Session& session, const Lesson& lesson, const std::string& id,
                     const LintSchema& schema, Findings& findings) {
  const Step* step = lesson.find_step(id);
  if (step == nullptr || !std::holds_alternative<QueryStep>(step->body)) return;
  const auto references = session.references(lesson, *step);
  if (!references) return;
  std::set<std::string_view> meant;
  for (const std::string& reference : *references) {
    const auto found = lint_query(reference, schema);
    if (!found) continue;
    for (const LintFinding& finding : *found) meant.insert(finding.rule);
  }
  std::erase_if(findings, [&](const LintFinding& finding) { return meant.contains(finding.rule); });
}

ResultOrErrors<Findings> lint_in_lesson(const LessonContext& context,
                                        const std::optional<std::string>& step,
                                        const std::string& sql) {
  const Lesson& lesson = *context.lesson;
  NIGHTSHIFT_TRY(const auto known, known_step(lesson, step));
  const LintSchema schema = lint_schema(lesson.tables);
  NIGHTSHIFT_TRY(Findings findings, as_errors(lint_query(sql, schema)));
  if (known) leave_out_meant(*context.session, lesson, *known, schema, findings);
  return findings;
}

}  // namespace

ResultOrErrors<Json> query_lint(Core& core, RequestInput& input) {
  std::optional<std::string> lesson;
  std::optional<std::string> step;
  std::string ddl;
  if (auto member = input.json.optional_member("lesson")) lesson = member->text();
  if (!lesson) {
    ddl = input.json.member("schema").text_or_empty();
  } else if (auto member = input.json.optional_member("step")) {
    step = member->text();
  }
  const std::string sql = input.json.member("sql").text_or_empty();
  SarifSource source;
  if (auto uri = input.json.optional_member("uri")) source.uri = uri->text();
  Findings findings;
  if (lesson) {
    NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, *lesson));
    NIGHTSHIFT_TRY(findings, lint_in_lesson(context, step, sql));
  } else {
    NIGHTSHIFT_TRY(done_reading(input));
    NIGHTSHIFT_TRY(findings, lint_over_ddl(ddl, sql));
  }
  return Json::object({{"findings", lint_json(sql, findings)},
                       {"sarif", sarif_log(sarif_run(sql, findings, source))}});
}

}  // namespace nightshift
