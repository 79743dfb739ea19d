#include "grader/cli/lint.h"

#include <ostream>

#include "engine/json/write.h"
#include "grader/cli/door.h"
#include "grader/cli/folder.h"
#include "grader/cli/opening.h"

namespace nightshift::cli {
namespace {

void print_finding(const Json& finding, const std::string& file, std::ostream& out) {
  const Json& where = *finding.find("where");
  out << file << ":" << number_of(where, "line") << ":" << number_of(where, "column") << ": "
      << text_of(finding, "level") << ": " << text_of(finding, "message") << " ["
      << text_of(finding, "rule") << "]\n    " << text_of(finding, "help") << "\n";
}

}  // namespace

ExitCode lint(const LintWords& words, const Streams& streams) {
  const auto schema = read_file(words.schema);
  if (!schema) return tell(schema.error(), streams);
  const auto sql = read_file(words.query);
  if (!sql) return tell(sql.error(), streams);
  Door door;
  const Reply reply = door.call(Json::object(
      {{"kind", "lint.query"}, {"schema", *schema}, {"sql", *sql}, {"uri", words.query}}));
  if (!reply.ok) return tell(reply, streams);
  const Json::Array& findings = *reply.result().find("findings")->if_array();
  if (words.format == "sarif") {
    streams.out << write_json(*reply.result().find("sarif"), JsonLayout::kIndented);
  } else {
    for (const Json& finding : findings) print_finding(finding, words.query, streams.out);
  }
  return findings.empty() ? kPassed : kNotPassed;
}

}  // namespace nightshift::cli
