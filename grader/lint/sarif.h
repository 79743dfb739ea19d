// Findings for programs: SARIF 2.1.0, which editors and code hosts read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/json/json.h"
#include "grader/lint/lint.h"

namespace nightshift {

// Which query, and who looked at it.
struct SarifSource {
  std::string uri;      // the query's path: answers/revenue.sql
  std::string version;  // of this program; may be empty
};

// One element of a log's `runs`: the tool with all rules, the taxonomy that they refer to, and one
// result for each finding. Lines and columns count from 1, columns in UTF-16 units.
Json sarif_run(std::string_view sql, const std::vector<LintFinding>& findings,
               const SarifSource& source);

// A whole log with that run.
Json sarif_log(Json run);

// The same in short: {"rule", "level", "title", "message", "help", "where": {"line", "column",
// "offset_utf16", "end_line", "end_column"}}, "taxon" where there is one.
Json lint_json(std::string_view sql, const std::vector<LintFinding>& findings);

}  // namespace nightshift
