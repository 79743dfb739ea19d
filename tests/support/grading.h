// Grading in one line, for tests: an answer to the tiny pack in, a short text out.
#pragma once

#include <string>
#include <string_view>

#include "engine/lesson/files.h"
#include "grader/report.h"

namespace nightshift::testing {

// The report on one answer to the query step "count" of a (changed) tiny pack.
Report graded_count(std::string_view sql, FileSet pack);
Report graded_count(std::string_view sql);

// The tiny pack whose step "count" has another solution and other compare rules (a JSON object).
FileSet tiny_pack_asking(std::string_view solution, std::string_view compare = "{}");

// "passed", or the first failing check and its reason: "rows rows.differ".
std::string outcome(const Report& report);

}  // namespace nightshift::testing
