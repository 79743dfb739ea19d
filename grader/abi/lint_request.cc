#include "grader/abi/lint_request.h"

#include <string>
#include <utility>

#include "engine/warehouse/scratch.h"
#include "grader/abi/context.h"
#include "grader/lint/declared.h"
#include "grader/lint/sarif.h"

namespace nightshift {

ResultOrErrors<Json> query_lint(Core& core, RequestInput& input) {
  (void)core;
  const std::string ddl = input.json.member("schema").text_or_empty();
  const std::string sql = input.json.member("sql").text_or_empty();
  SarifSource source;
  if (auto uri = input.json.optional_member("uri")) source.uri = uri->text();
  NIGHTSHIFT_TRY(done_reading(input));
  NIGHTSHIFT_TRY(const ScratchDatabase database, as_errors(ScratchDatabase::create(ddl, {})));
  NIGHTSHIFT_TRY(const auto findings, as_errors(lint_query(sql, lint_schema(database.schema()))));
  return Json::object({{"findings", lint_json(sql, findings)},
                       {"sarif", sarif_log(sarif_run(sql, findings, source))}});
}

}  // namespace nightshift
