#include "grader/cli/judge.h"

#include <algorithm>
#include <fstream>
#include <ostream>
#include <set>

#include "engine/base/digest.h"
#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "grader/cli/door.h"
#include "grader/cli/folder.h"
#include "grader/cli/opening.h"
#include "grader/cli/workers.h"

namespace nightshift::cli {
namespace {

// What the words say about every pair.
void add_settings(const JudgeWords& words, Json& request) {
  if (words.ordered || words.unordered) request.set("ordered", words.ordered);
  if (words.column_names) request.set("column_names", true);
  if (words.as_set) request.set("as_set", true);
  if (words.strict_quotes) request.set("double_quoted_strings", false);
  if (words.suite_only) {
    request.set("fresh", 0);
  } else if (words.fresh) {
    request.set("fresh", *words.fresh);
  }
}

void print_result(const Json& table, std::ostream& out) {
  const Json::Array& rows = *table.find("rows")->if_array();
  std::string line;
  for (const Json& column : *table.find("columns")->if_array()) {
    line += (line.empty() ? "" : " | ") + text_of(column, "name");
  }
  out << "  " << line << "\n";
  for (const Json& row : rows) {
    line.clear();
    for (const Json& cell : *row.if_array()) {
      line += (line.empty() ? "" : " | ") + write_json(cell, JsonLayout::kCompact);
    }
    out << "  " << line << "\n";
  }
  if (rows.empty()) out << "  (no rows)\n";
}

void print_counterexample(const Json& example, std::ostream& out) {
  out << "\nThe smallest data found on which it shows:\n" << text_of(example, "insert");
  out << "\nExpected:\n";
  print_result(*example.find("expected"), out);
  if (const Json* error = example.find("error")) {
    out << "The answer ends with: " << text_of(*error, "message") << "\n";
    return;
  }
  out << "The answer:\n";
  print_result(*example.find("actual"), out);
  if (const Json* other = example.find("actual_elsewhere")) {
    out << "The answer, where the rows are stored in another order:\n";
    print_result(*other, out);
  }
}

void print_judgement(const Json& judgement, std::ostream& out) {
  out << text_of(judgement, "verdict");
  const std::string& reason = text_of(judgement, "reason");
  if (!reason.empty()) out << ": " << text_of(judgement, "message") << " [" << reason << "]";
  out << "\n";
  const Json& example = *judgement.find("counterexample");
  if (!example.is_null()) print_counterexample(example, out);
  for (const Json& hint : *judgement.find("hints")->if_array()) {
    out << "\n"
        << text_of(hint, "title") << ", in " << text_of(hint, "clause") << ": "
        << text_of(hint, "hint") << "\n";
  }
}

ExitCode exit_of(const Json& judgement) {
  return text_of(judgement, "verdict") == "accept" ? kPassed : kNotPassed;
}

// The question that the words ask, and the answer where there is one.
Result<Json> read_question(const JudgeWords& words) {
  Json request = Json::object({{"kind", words.answer.empty() ? "judge.suite" : "judge.pair"}});
  const auto add_file = [&](const char* key, const std::string& file) -> Result<void> {
    NIGHTSHIFT_TRY(std::string text, read_file(file));
    request.set(key, std::move(text));
    return {};
  };
  NIGHTSHIFT_TRY(add_file("schema", words.schema));
  if (!words.answer.empty()) {
    NIGHTSHIFT_TRY(add_file("answer", words.answer));
  }
  if (words.constraints) {
    NIGHTSHIFT_TRY(add_file("constraints", *words.constraints));
  }
  Json references = Json::array();
  for (const std::string& file : words.references) {
    NIGHTSHIFT_TRY(std::string text, read_file(file));
    references.push(std::move(text));
  }
  request.set("references", std::move(references));
  add_settings(words, request);
  return request;
}

void print_suite(const Json& report, std::ostream& out) {
  out << number_of(report, "killed") << " of " << number_of(report, "mutants")
      << " mistakes are told by " << number_of(report, "databases") << " databases.\n";
  for (const Json& note : *report.find("notes")->if_array()) out << *note.if_string() << "\n";
  if (const std::int64_t unstable = number_of(report, "unstable"); unstable > 0) {
    out << "On " << unstable << " of " << number_of(report, "candidates")
        << " databases the reference has no one result.\n";
  }
  const Json::Array& survivors = *report.find("survivors")->if_array();
  if (survivors.empty()) return;
  out << "\nNo data tell these from the reference. Each means the same, or the constraints leave "
         "out "
         "what would tell:\n";
  for (const Json& mutant : survivors) {
    out << "  " << text_of(mutant, "class") << ", in " << text_of(mutant, "clause") << ":\n    "
        << text_of(mutant, "sql") << "\n";
  }
}

void print_suites(const Json& result, std::ostream& out) {
  bool is_first = true;
  for (const Json& report : *result.find("references")->if_array()) {
    if (!is_first) out << "\n";
    is_first = false;
    print_suite(report, out);
  }
}

ExitCode judge_one(const JudgeWords& words, const Streams& streams) {
  const auto request = read_question(words);
  if (!request) return tell(request.error(), streams);
  Door door;
  const Reply reply = door.call(*request);
  if (!reply.ok) return tell(reply, streams);
  const bool is_suite = words.answer.empty();
  if (words.format == "json") {
    streams.out << write_json(reply.result(), JsonLayout::kIndented);
  } else if (is_suite) {
    print_suites(reply.result(), streams.out);
  } else {
    print_judgement(reply.result(), streams.out);
  }
  return is_suite ? kPassed : exit_of(reply.result());
}

// One line of a batch: {"id", "schema", "reference", "answer", and perhaps "constraints",
// "ordered"}.
struct Pair {
  Json id;
  Json request;
  std::uint64_t question = 0;  // equal for equal questions: one worker takes them all
  std::optional<Error> error;  // the line is no pair
};

Error pair_error(std::size_t line, std::string message) {
  return {.whose = Whose::kHost,
          .code = "cli.pair",
          .message = "line " + std::to_string(line) + ": " + std::move(message),
          .remedy = "A pair is {\"id\", \"schema\", \"reference\", \"answer\"}.",
          .where = {}};
}

Pair read_pair(const std::string& text, std::size_t line, const JudgeWords& words) {
  Pair pair{.id = static_cast<std::int64_t>(line), .request = {}, .error = {}};
  const Result<Json> json = parse_json(text, {});
  if (!json || json->if_object() == nullptr) {
    pair.error = pair_error(line, json ? "it is no object" : json.error().message);
    return pair;
  }
  if (const Json* id = json->find("id")) pair.id = *id;
  Json request = Json::object({{"kind", "judge.pair"}});
  for (const char* key : {"schema", "reference", "answer"}) {
    const Json* member = json->find(key);
    if (member == nullptr || member->if_string() == nullptr) {
      pair.error = pair_error(line, std::string("\"") + key + "\" is missing, or no text");
      return pair;
    }
    if (key != std::string_view("reference")) {
      request.set(key, *member);
    } else {
      request.set("references", Json(Json::Array{*member}));
    }
    if (key != std::string_view("answer")) {
      pair.question = hash64(*member->if_string(), pair.question);
    }
  }
  add_settings(words, request);
  if (const Json* ordered = json->find("ordered"); ordered != nullptr && !ordered->is_null()) {
    request.set("ordered", *ordered);
  }
  if (const Json* rules = json->find("constraints"); rules != nullptr && !rules->is_null()) {
    const bool is_text = rules->if_string() != nullptr;
    request.set("constraints", is_text ? *rules : Json(write_json(*rules, JsonLayout::kCompact)));
  }
  pair.request = std::move(request);
  return pair;
}

Json failed_line(const Json& id, const std::string& code, const std::string& message) {
  return Json::object({{"id", id},
                       {"verdict", "grader_error"},
                       {"reason", code},
                       {"message", message},
                       {"counterexample", Json()},
                       {"hints", Json::array()},
                       {"steps", 0},
                       {"databases", 0}});
}

Json judged_line(Door& door, const Pair& pair) {
  if (pair.error) return failed_line(pair.id, pair.error->code, pair.error->message);
  const Reply reply = door.call(pair.request);
  if (!reply.ok) {
    const Json& error = reply.json.find("errors")->if_array()->front();
    return failed_line(pair.id, text_of(error, "code"), text_of(error, "message"));
  }
  Json line = reply.result();
  line.set("id", pair.id);
  return line;
}

// Lines of a file without their ends; empty ones are left out, so numbers go along.
std::vector<std::pair<std::size_t, std::string>> lines_of(const std::string& text) {
  std::vector<std::pair<std::size_t, std::string>> lines;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    ++number;
    if (end > begin) lines.emplace_back(number, text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// The ids of the lines that an output holds already. A last line that was cut off is cut away.
Result<std::set<std::string>> judged_before(const std::string& path) {
  std::set<std::string> ids;
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return ids;
  NIGHTSHIFT_TRY(std::string text, read_file(path));
  const std::size_t end = text.rfind('\n') + 1;
  if (end < text.size()) {
    text.resize(end);
    NIGHTSHIFT_TRY(write_file(path, text));
  }
  for (const auto& [number, line] : lines_of(text)) {
    const Result<Json> json = parse_json(line, {});
    const Json* id = json ? json->find("id") : nullptr;
    if (id == nullptr) {
      return fail(Error{
          .whose = Whose::kHost,
          .code = "cli.resume",
          .message = path + ", line " + std::to_string(number) + ", is not the output of a batch",
          .remedy = "Name another file, or delete it.",
          .where = {}});
    }
    ids.insert(write_json(*id, JsonLayout::kCompact));
  }
  return ids;
}

ExitCode judge_batch(const JudgeWords& words, const Streams& streams) {
  const auto text = read_file(*words.batch);
  if (!text) return tell(text.error(), streams);
  std::set<std::string> before;
  std::ofstream file;
  if (words.output) {
    auto ids = judged_before(*words.output);
    if (!ids) return tell(ids.error(), streams);
    before = std::move(*ids);
    file.open(*words.output, std::ios::binary | std::ios::app);
  }
  std::ostream& out = words.output ? file : streams.out;
  const auto lines = lines_of(*text);
  std::size_t judged = before.size();
  bool all_judged = true;
  const auto run = [&](int worker, const Emit& emit) {
    Door door;
    for (const auto& [number, line] : lines) {
      const Pair pair = read_pair(line, number, words);
      if (before.contains(write_json(pair.id, JsonLayout::kCompact))) continue;
      if (pair.question % static_cast<std::uint64_t>(words.jobs) !=
          static_cast<std::uint64_t>(worker)) {
        continue;
      }
      emit(write_json(judged_line(door, pair), JsonLayout::kCompact));
    }
  };
  const auto take = [&](const std::string& line) {
    out << line << "\n" << std::flush;
    const Result<Json> json = parse_json(line, {});
    all_judged = all_judged && json && text_of(*json, "verdict") != "grader_error";
    ++judged;
    if (words.progress) streams.err << "\r" << judged << " of " << lines.size() << std::flush;
  };
  const auto ended = run_workers(words.jobs, {.run = run, .take = take});
  if (words.progress) streams.err << "\n";
  if (!ended) return tell(ended.error(), streams);
  if (!out.good()) {
    return tell(Error{.whose = Whose::kHost,
                      .code = "cli.unwritable",
                      .message = words.output.value_or("the output") + " cannot be written",
                      .remedy = "Is there room on the disk?",
                      .where = {}},
                streams);
  }
  return all_judged ? kPassed : kNoVerdict;
}

}  // namespace

ExitCode judge(const JudgeWords& words, const Streams& streams) {
  return words.batch ? judge_batch(words, streams) : judge_one(words, streams);
}

ExitCode constraints(const ConstraintsWords& words, const Streams& streams) {
  Json request = Json::object({{"kind", "judge.draft"}});
  auto schema = read_file(words.schema);
  if (!schema) return tell(schema.error(), streams);
  request.set("schema", std::move(*schema));
  if (words.data) {
    auto data = read_file(*words.data);
    if (!data) return tell(data.error(), streams);
    request.set("data", std::move(*data));
  }
  Door door;
  const Reply reply = door.call(request);
  if (!reply.ok) return tell(reply, streams);
  streams.out << write_json(*reply.result().find("constraints"), JsonLayout::kIndented);
  for (const auto& [table, rows] : *reply.result().find("rows")->if_object()) {
    if (*rows.if_integer() == 0) {
      streams.err << "Nothing is said of " << table << ": the data hold no rows of it.\n";
    }
  }
  return kPassed;
}

}  // namespace nightshift::cli
