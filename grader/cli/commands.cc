#include "grader/cli/commands.h"

#include <algorithm>
#include <ostream>
#include <vector>

#include "engine/base/text.h"
#include "grader/cli/door.h"
#include "grader/cli/folder.h"
#include "grader/cli/opening.h"

namespace nightshift::cli {
namespace {

constexpr std::size_t kCellWidthMax = 60;

std::string shown(const Json& cell) {
  const std::string* text = cell.if_string();
  return text == nullptr ? "NULL" : one_line(*text, kCellWidthMax);
}

// A result as padded columns; numbers stand on the right.
void print_table(const Json& outcome, std::ostream& out) {
  struct Printed {
    std::vector<std::string> cells;
    std::size_t width = 0;
    bool right = false;
  };
  std::vector<Printed> columns;
  for (const Json& column : *outcome.find("columns")->if_array()) {
    const std::string& type = text_of(column, "type");
    Printed printed{.cells = {shown(*column.find("name"))},
                    .right = type == "integer" || type == "real"};
    for (const Json& cell : *column.find("cells")->if_array()) {
      printed.cells.push_back(shown(cell));
    }
    for (const std::string& cell : printed.cells) {
      printed.width = std::max(printed.width, display_width(cell));
    }
    columns.push_back(std::move(printed));
  }
  const auto rows = static_cast<std::size_t>(number_of(outcome, "rows"));
  for (std::size_t row = 0; row <= rows && !columns.empty(); ++row) {
    std::string line;
    for (const Printed& column : columns) {
      const std::string& cell = column.cells[row];
      const std::string padding(column.width - display_width(cell), ' ');
      line += (line.empty() ? "" : "  ") + (column.right ? padding + cell : cell + padding);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << "\n";
  }
}

void print_plan(const Json& outcome, std::ostream& out) {
  const Json* plan = outcome.find("plan");
  if (plan == nullptr) return;
  out << "\nPlan:\n";
  for (const Json& node : *plan->if_array()) out << "  " << text_of(node, "detail") << "\n";
}

void print_proof(const Json& proof, std::ostream& out) {
  for (const Json& lesson : *proof.find("lessons")->if_array()) {
    out << text_of(lesson, "slug") << "\n";
    for (const Json& attempt : *lesson.find("attempts")->if_array()) {
      const bool ok = *attempt.find("ok")->if_bool();
      out << (ok ? "  ok    " : "  FAIL  ") << text_of(attempt, "role");
      if (text_of(attempt, "role") != text_of(attempt, "name"))
        out << " " << text_of(attempt, "name");
      out << ": " << text_of(attempt, "status");
      const std::string& failure = text_of(attempt, "first_failure");
      if (!failure.empty()) out << " at " << failure << " (" << text_of(attempt, "reason") << ")";
      out << "\n";
      if (!ok) out << "        " << text_of(attempt, "message") << "\n";
    }
  }
}

}  // namespace

ExitCode grade(const GradeOptions& options, const Streams& streams) {
  Door door;
  const auto place = find_lesson_place(options.lesson);
  if (!place) return tell(place.error(), streams);
  if (const auto trouble = open_pack(door, place->pack, streams)) return *trouble;
  if (const auto trouble = put_submission(door, options.submission, streams)) return *trouble;
  Json request = Json::object(
      {{"kind", "attempt.grade"}, {"lesson", place->lesson}, {"format", options.format}});
  if (options.step) request.set("step", *options.step);
  const Reply reply = door.call(request);
  if (!reply.ok) return tell(reply, streams);
  streams.out << reply.attachment;
  const std::string& status = text_of(reply.result(), "status");
  if (status == "passed") return kPassed;
  return status == "fault" ? kNoVerdict : kNotPassed;
}

ExitCode run(const RunOptions& options, const Streams& streams) {
  Door door;
  const auto place = find_lesson_place(options.lesson);
  if (!place) return tell(place.error(), streams);
  if (const auto trouble = open_pack(door, place->pack, streams)) return *trouble;
  std::string dataset = options.dataset.value_or("");
  if (dataset.empty()) {
    const Reply lesson =
        door.call(Json::object({{"kind", "lesson.describe"}, {"lesson", place->lesson}}));
    if (!lesson.ok) return tell(lesson, streams);
    const Json::Array& datasets = *lesson.result().find("lesson")->find("datasets")->if_array();
    if (datasets.empty()) {
      return tell(Error{.whose = Whose::kHost,
                        .code = "cli.no_data",
                        .message = "this lesson has no data to query",
                        .remedy = "Choose a lesson with a query step.",
                        .where = {}},
                  streams);
    }
    dataset = text_of(datasets.front(), "name");
  }
  const Reply reply = door.call(Json::object({{"kind", "query.run"},
                                              {"lesson", place->lesson},
                                              {"dataset", dataset},
                                              {"sql", options.sql},
                                              {"rows_max", options.rows},
                                              {"plan", options.plan}}));
  if (!reply.ok) return tell(reply, streams);
  const Json& outcome = *reply.result().find("outcome");
  print_table(outcome, streams.out);
  const bool truncated = *outcome.find("truncated")->if_bool();
  streams.out << (truncated ? "The first " : "") << counted(number_of(outcome, "rows"), "row")
              << " of the data set " << dataset << ", "
              << counted(number_of(*outcome.find("statistics"), "steps"), "step") << "\n";
  print_plan(outcome, streams.out);
  return kPassed;
}

ExitCode check(const std::string& pack, const std::optional<std::string>& lesson,
               const Streams& streams) {
  Door door;
  if (const auto trouble = open_pack(door, pack, streams)) return *trouble;
  Json request = Json::object({{"kind", "pack.prove"}});
  if (lesson) request.set("lesson", *lesson);
  const Reply reply = door.call(request);
  if (!reply.ok) return tell(reply, streams);
  print_proof(reply.result(), streams.out);
  std::int64_t passed = 0;
  std::int64_t failed = 0;
  for (const Json& proved : *reply.result().find("lessons")->if_array()) {
    for (const Json& attempt : *proved.find("attempts")->if_array()) {
      ++(*attempt.find("ok")->if_bool() ? passed : failed);
    }
  }
  streams.out << passed << " passed, " << failed << " failed\n";
  return failed == 0 ? kPassed : kNotPassed;
}

ExitCode pack(const PackOptions& options, const Streams& streams) {
  Door door;
  if (const auto trouble = open_pack(door, options.pack, streams)) return *trouble;
  const Reply reply =
      door.call(Json::object({{"kind", "pack.export"}, {"audience", options.audience}}));
  if (!reply.ok) return tell(reply, streams);
  const auto written = write_file(options.output, reply.attachment);
  if (!written) return tell(written.error(), streams);
  streams.out << options.output << ": " << count_text(number_of(reply.result(), "bytes"))
              << " bytes\n";
  return kPassed;
}

ExitCode list(const std::string& pack, const Streams& streams) {
  Door door;
  Json about;
  if (const auto trouble = open_pack(door, pack, streams, &about)) return *trouble;
  for (const Json& lesson : *about.find("lessons")->if_array()) {
    streams.out << text_of(lesson, "slug") << "  " << text_of(lesson, "title") << " (level "
                << number_of(lesson, "level") << ", " << number_of(lesson, "duration_minutes")
                << " minutes)\n";
  }
  return kPassed;
}

}  // namespace nightshift::cli
