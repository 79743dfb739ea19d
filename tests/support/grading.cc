#include "tests/support/grading.h"

#include "engine/base/check.h"
#include "grader/grade.h"
#include "grader/registry.h"
#include "tests/support/tiny_pack.h"

namespace nightshift::testing {

Report graded_count(std::string_view sql, FileSet pack) {
  ResultOrErrors<Session> session = Session::open(std::move(pack), check_kinds());
  NIGHTSHIFT_CHECK(session.has_value());
  Attempt attempt;
  static_cast<void>(attempt.put("count.sql", std::string(sql)));
  Result<Report> report =
      grade(*session, session->pack().lessons.front(), attempt, std::string("count"));
  NIGHTSHIFT_CHECK(report.has_value());
  return std::move(*report);
}

Report graded_count(std::string_view sql) { return graded_count(sql, tiny_pack()); }

FileSet tiny_pack_asking(std::string_view solution, std::string_view compare) {
  FileSet files = tiny_pack_with("01-tiny/lesson.json", "\"hints\": [\"Group them.\"]",
                                 "\"compare\": " + std::string(compare));
  NIGHTSHIFT_CHECK(
      files.put("01-tiny/solution/count.sql", std::string(solution), Whose::kAuthor).has_value());
  return files;
}

std::string outcome(const Report& report) {
  const auto failure = report.first_failure();
  if (!failure) return std::string(step_status_text(report.status()));
  return failure->second->spec.name + " " + failure->second->verdict.reason;
}

}  // namespace nightshift::testing
