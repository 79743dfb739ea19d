#include "grader/render/text.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "engine/kernel/time.h"

namespace nightshift {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kCellWidthMax = 40;

std::string_view status_words(StepStatus status) {
  switch (status) {
    case StepStatus::kPassed:
      return "passed";
    case StepStatus::kFailed:
      return "not passed yet";
    case StepStatus::kNotGradable:
      return "could not be graded (no attempt is counted)";
    case StepStatus::kNotAnswered:
      return "not answered";
    case StepStatus::kFault:
      return "not judged: the grader broke, which is not your fault";
  }
  return {};
}

std::string_view verdict_mark(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return "  ok    ";
    case Verdict::kFail:
      return "  FAIL  ";
    case Verdict::kUnknown:
      return "  ?     ";
    case Verdict::kSkipped:
      return "  -     ";
    case Verdict::kFault:
      return "  FAULT ";
  }
  return {};
}

// A paragraph broken at blanks, each line after `indent`.
std::string wrapped(std::string_view text, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string out;
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) out += margin + line + "\n";
    line.clear();
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!line.empty() && indent + display_width(line) + 1 + display_width(word) > kWidth) flush();
    if (!line.empty() && !word.empty()) line += ' ';
    line += word;
    if (end < text.size() && text[end] == '\n') flush();
    at = end + 1;
  }
  flush();
  return out;
}

// A small table: rows of cells under headings, padded.
class Grid {
 public:
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  std::string text(std::size_t indent) const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t i = 0; i < row.size(); ++i) {
        widths[i] = std::max(widths[i], display_width(row[i]));
      }
    }
    std::string out;
    for (const auto& row : rows_) {
      std::string line(indent, ' ');
      for (std::size_t i = 0; i < row.size(); ++i) {
        line += row[i];
        line.append(widths[i] - display_width(row[i]) + 2, ' ');
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
    return out;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

std::string cell_of(const Json& cell) {
  const std::string* text = cell.if_string();
  return text == nullptr ? "NULL" : one_line(*text, kCellWidthMax);
}

std::vector<std::string> row_of(std::string mark, const Json& cells) {
  std::vector<std::string> row = {std::move(mark)};
  for (const Json& cell : *cells.if_array()) row.push_back(cell_of(cell));
  return row;
}

std::string rows_witness(const Json& witness) {
  Grid grid;
  grid.add(row_of("", *witness.find("columns")));
  for (const Json& row : *witness.find("rows")->if_array()) {
    const Json& expected = *row.find("expected");
    const Json& actual = *row.find("actual");
    const bool both = !expected.is_null() && !actual.is_null();
    if (!expected.is_null()) grid.add(row_of(both ? "- expected" : "- missing", expected));
    if (!actual.is_null()) grid.add(row_of(both ? "+ yours" : "+ yours only", actual));
  }
  return grid.text(10);
}

std::string order_witness(const Json& witness) {
  Grid grid;
  grid.add(row_of("row " + std::to_string(*witness.find("position")->if_integer()),
                  *witness.find("columns")));
  grid.add(row_of("- expected", *witness.find("expected")));
  grid.add(row_of("+ yours", *witness.find("actual")));
  return grid.text(10);
}

std::string error_witness(const Json& witness) {
  const Json* where = witness.find("error")->find("where");
  const Json* line = where->find("line");
  if (line == nullptr || line->if_integer() == nullptr) return {};
  const Json* column = where->find("column");
  std::string place = "at line " + std::to_string(*line->if_integer());
  if (column != nullptr && column->if_integer() != nullptr) {
    place += ", column " + std::to_string(*column->if_integer());
  }
  return wrapped(place, 10);
}

// "2026-03-11T00:03:47Z task.end load_orders read 54, state success, written 0"
std::string event_text(const std::string& line) {
  const Result<Json> event = parse_json(line, {});
  if (!event) return line;
  std::string text = time_text(*event->find("t")->if_integer()) + " " +
                     *event->find("k")->if_string() + " " + *event->find("s")->if_string();
  std::string_view before = " ";
  for (const auto& [name, value] : *event->find("d")->if_object()) {
    const std::string* word = value.if_string();
    text += std::string(before) + name + " " +
            (word == nullptr ? write_json(value, JsonLayout::kCompact) : *word);
    before = ", ";
  }
  return text;
}

// The events that show it, each cut to one line.
std::string night_witness(const Json& witness) {
  const std::vector<Json>& lines = *witness.find("lines")->if_array();
  if (lines.empty()) return {};
  std::string out = wrapped("In the world \"" + *witness.find("title")->if_string() + "\":", 10);
  for (const Json& line : lines) {
    out += "          " + one_line(event_text(*line.if_string()), kWidth - 10) + "\n";
  }
  return out;
}

std::string names_line(const Json& names) {
  std::string line;
  for (const Json& name : *names.if_array()) {
    line += (line.empty() ? "" : ", ") + *name.if_string();
  }
  return line;
}

std::string input_text(const Json& witness) {
  std::string out;
  for (const Json& table : *witness.find("tables")->if_array()) {
    const std::vector<Json>& rows = *table.find("rows")->if_array();
    out +=
        "          " + *table.find("name")->if_string() + (rows.empty() ? " has no rows\n" : "\n");
    if (rows.empty()) continue;
    Grid grid;
    grid.add(row_of("", *table.find("columns")));
    for (const Json& row : rows) grid.add(row_of("", row));
    out += grid.text(10);
  }
  return out;
}

std::string hints_text(const Json& witness) {
  std::string out;
  for (const Json& hint : *witness.find("hints")->if_array()) {
    out += wrapped(*hint.find("title")->if_string() + ", in " + *hint.find("clause")->if_string() +
                       ": " + *hint.find("hint")->if_string(),
                   8);
  }
  return out;
}

// The data, what is expected on them and what came, and what may be wrong.
std::string counterexample_witness(const Json& witness) {
  std::string out = input_text(witness);
  out += wrapped("gives (" + names_line(*witness.find("columns")) + ")", 10);
  Grid grid;
  if (const Json* result = witness.find("result")) {
    for (const Json& row : *result->if_array()) {
      const Json& expected = *row.find("expected");
      const Json& actual = *row.find("actual");
      const bool same = *row.find("mark") == Json("same");
      if (same) grid.add(row_of("  both", expected));
      if (!same && !expected.is_null()) grid.add(row_of("- expected", expected));
      if (!same && !actual.is_null()) grid.add(row_of("+ yours", actual));
    }
  } else {
    for (const Json& row : *witness.find("actual")->if_array()) grid.add(row_of("+ yours", row));
  }
  out += grid.text(10);
  if (const Json* why = witness.find("why")) {
    for (const Json& line : *why->if_array()) out += wrapped(*line.if_string(), 8);
  }
  return out + hints_text(witness);
}

std::string witness_text(const Json& witness) {
  const Json* kind = witness.find("kind");
  if (kind == nullptr) return {};
  if (*kind == Json("rows")) return rows_witness(witness);
  if (*kind == Json("order")) return order_witness(witness);
  if (*kind == Json("counterexample") || *kind == Json("sealed_input")) {
    return counterexample_witness(witness);
  }
  if (*kind == Json("night")) return night_witness(witness);
  if (*kind == Json("error")) return error_witness(witness);
  return {};
}

std::string check_text(const CheckReport& check) {
  const std::string points =
      std::to_string(check.points()) + "/" + std::to_string(check.spec.points);
  std::string out =
      std::string(verdict_mark(check.verdict.verdict)) + check.spec.title + " (" + points + ")\n";
  if (is_failure(check.verdict.verdict)) {
    if (check.verdict.verdict == Verdict::kUnknown) {
      out += wrapped(
          "Not known, so not passed: what this check looks for was never put to the test.", 8);
    }
    out += wrapped(check.verdict.message, 8);
    out += witness_text(check.verdict.witness);
    if (!check.spec.hint.empty()) out += wrapped("Hint: " + check.spec.hint, 8);
  }
  for (const std::string& note : check.verdict.notes) out += wrapped("Note: " + note, 8);
  return out;
}

std::string step_text(const StepReport& step) {
  std::string out = "\n" + step.title + ": " + std::string(status_words(step.status)) + ", " +
                    std::to_string(step.score()) + " of " + std::to_string(step.score_max()) +
                    (step.score_max() == 1 ? " point\n" : " points\n");
  if (step.status == StepStatus::kNotAnswered) return out;
  for (const CheckReport& check : step.checks) out += check_text(check);
  if (step.recognised) {
    out += wrapped("This looks familiar: " + step.recognised->title + ".", 2);
    out += wrapped(step.recognised->feedback, 4);
  }
  return out;
}

}  // namespace

std::string report_text(const Report& report) {
  std::string out = report.lesson_title + "\n";
  for (const StepReport& step : report.steps) out += step_text(step);
  for (const std::string& file : report.ignored) {
    out += "\nNo step asks for the file " + file + "; it was not looked at.";
  }
  if (!report.ignored.empty()) out += "\n";
  if (report.provisional) {
    out += wrapped("\nProvisional: this pack holds no answers. The full pack decides.", 0);
  }
  out += "\nResult: " + std::string(status_words(report.status())) + ", " +
         std::to_string(report.score()) + " of " + std::to_string(report.score_max()) + " points\n";
  return out;
}

}  // namespace nightshift
