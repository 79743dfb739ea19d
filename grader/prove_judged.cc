#include "grader/prove_judged.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/json/write.h"
#include "engine/sql/parse.h"
#include "engine/sql/print.h"
#include "engine/sql/tokens.h"
#include "grader/step_judge.h"

namespace nightshift {
namespace {

constexpr std::size_t kDataShownMax = 600;

// Data that tell a mistake of the class from what is right, where the constraints allow them.
std::string_view telling_data(ErrorClass error_class) {
  switch (error_class) {
    case ErrorClass::kComparison:
    case ErrorClass::kConstant:
    case ErrorClass::kRangeEdge:
      return "rows that lie exactly on the edge, and one step to each side of it";
    case ErrorClass::kLogic:
    case ErrorClass::kNegation:
    case ErrorClass::kMissingCondition:
    case ErrorClass::kExtraCondition:
    case ErrorClass::kGroupCondition:
      return "rows of which this condition alone is true, and rows of which it alone is not";
    case ErrorClass::kPattern:
    case ErrorClass::kTextForm:
      return "texts that differ in letter case, blanks, or what stands before and behind the match";
    case ErrorClass::kNullHandling:
      return "NULL in a column that is used here";
    case ErrorClass::kAggregate:
    case ErrorClass::kCounting:
    case ErrorClass::kDistinct:
      return "values that are there twice in one group, and NULL among them";
    case ErrorClass::kGrouping:
      return "rows that agree on one term of the grouping and differ in another";
    case ErrorClass::kJoinType:
    case ErrorClass::kJoinCondition:
      return "rows without a partner on either side, and rows with several";
    case ErrorClass::kColumn:
    case ErrorClass::kColumnOrder:
      return "rows in which these columns differ";
    case ErrorClass::kArithmetic:
    case ErrorClass::kRounding:
      return "numbers that do not divide evenly, negative ones and 0";
    case ErrorClass::kChoice:
      return "rows for each branch, and for none";
    case ErrorClass::kDatePart:
      return "days of other years and months that agree in the rest";
    case ErrorClass::kWindow:
      return "several rows in a partition, with ties in its order";
    case ErrorClass::kOrder:
    case ErrorClass::kLimit:
      return "more rows than are asked for, with ties";
    case ErrorClass::kSetOperation:
      return "rows that are on both sides, and twice on one";
  }
  return "other rows";
}

std::string with_single_blanks(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) plain += c;
    if (blank && !plain.empty() && plain.back() != ' ') plain += ' ';
  }
  if (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

// What differs between two texts, in whole words.
Rewording difference_of(std::string_view before, std::string_view after) {
  const std::vector<Token> left = tokenize(before);
  const std::vector<Token> right = tokenize(after);
  const std::size_t shorter = std::min(left.size(), right.size());
  std::size_t front = 0;
  while (front < shorter && left[front].text == right[front].text) ++front;
  std::size_t back = 0;
  while (back < shorter - front &&
         left[left.size() - 1 - back].text == right[right.size() - 1 - back].text) {
    ++back;
  }
  const auto middle = [&](std::string_view text, const std::vector<Token>& tokens) {
    if (front + back >= tokens.size()) return std::string();
    const Token& last = tokens[tokens.size() - 1 - back];
    const std::size_t begin = tokens[front].offset;
    return std::string(text.substr(begin, last.offset + last.text.size() - begin));
  };
  return {.before = middle(before, left), .after = middle(after, right)};
}

// How an author names a mutant in "equivalent".
Rewording rewording_of(const Mutant& mutant, const std::string& printed) {
  Rewording rewording{.before = mutant.before, .after = mutant.after};
  if (rewording.before.empty() && rewording.after.empty()) {
    rewording = difference_of(printed, mutant.sql);
  }
  return {.before = with_single_blanks(rewording.before),
          .after = with_single_blanks(rewording.after)};
}

Json rewording_json(const Rewording& rewording) {
  return Json::object({{"before", rewording.before}, {"after", rewording.after}});
}

ProvedAttempt proved(std::string name, std::string role, std::string expected) {
  return {.name = std::move(name),
          .role = std::move(role),
          .expected = std::move(expected),
          .status = {},
          .first_failure = {},
          .reason = {},
          .ok = true,
          .message = {}};
}

std::string shown(const ScratchSchema& schema, const TinyData& data) {
  return shortened(with_single_blanks(insert_text(schema, data)), kDataShownMax);
}

// What is wrong with a reference on legal data; empty when nothing is.
std::string trouble_of(const SuiteReport& report, const ScratchSchema& schema) {
  if (report.failed > 0) {
    return "There is legal data on which it ends with an error (" + report.failure +
           "): " + shown(schema, *report.failed_on) +
           " Mend it, or say in \"constraints\" that there is no such data.";
  }
  if (report.by_luck_on) {
    return "There is legal data on which its result hangs on the order in which rows are stored: " +
           shown(schema, *report.by_luck_on) +
           " Mend it (a LIMIT through a tie, a window whose order is not unique), or say in "
           "\"constraints\" that there is no such data.";
  }
  return joined(report.notes, " ");
}

ProvedAttempt suite_of(const std::string& name, const SuiteReport& report,
                       const ScratchSchema& schema) {
  ProvedAttempt attempt = proved(name, "suite", "right on legal data");
  attempt.status = counted(static_cast<std::int64_t>(report.databases), "tiny database") + " of " +
                   count_text(static_cast<std::int64_t>(report.candidates)) + " tell " +
                   count_text(static_cast<std::int64_t>(report.killed)) + " of " +
                   counted(static_cast<std::int64_t>(report.mutants), "mutant");
  attempt.message = trouble_of(report, schema);
  attempt.ok = attempt.message.empty();
  return attempt;
}

ProvedAttempt survivor_of(const std::string& name, const Mutant& mutant,
                          const Rewording& rewording) {
  ProvedAttempt attempt = proved(name, "survivor", "told apart, or listed");
  attempt.status = "not told apart";
  attempt.ok = false;
  attempt.message = "In " + std::string(clause_text(mutant.clause)) + ", \"" + rewording.after +
                    "\" for \"" + rewording.before + "\" (" +
                    std::string(error_class_text(mutant.error_class)) +
                    ") gives the same on all data that were tried. Data that would tell: " +
                    std::string(telling_data(mutant.error_class)) +
                    ". Allow them in \"constraints\", or, where both mean the same, list it under "
                    "\"equivalent\": " +
                    write_json(rewording_json(rewording), JsonLayout::kCompact);
  return attempt;
}

// The survivors of one reference that nobody lists; those that are listed are struck out.
void prove_survivors(const std::string& name, const SuiteReport& report,
                     const std::string& reference, std::vector<Rewording> listed,
                     std::vector<Rewording>& seen, std::vector<ProvedAttempt>& attempts) {
  const auto tree = parse_query(reference);
  const std::string printed = tree ? print(*tree) : reference;
  for (Rewording& rewording : listed) {
    rewording = {.before = with_single_blanks(rewording.before),
                 .after = with_single_blanks(rewording.after)};
  }
  for (const Mutant& mutant : report.survivors) {
    const Rewording rewording = rewording_of(mutant, printed);
    if (std::find(seen.begin(), seen.end(), rewording) != seen.end()) continue;
    seen.push_back(rewording);
    if (std::find(listed.begin(), listed.end(), rewording) != listed.end()) continue;
    attempts.push_back(survivor_of(name, mutant, rewording));
  }
}

void prove_listed(const Step& step, const std::vector<Rewording>& listed,
                  const std::vector<Rewording>& seen, std::vector<ProvedAttempt>& attempts) {
  for (const Rewording& rewording : listed) {
    const Rewording plain{.before = with_single_blanks(rewording.before),
                          .after = with_single_blanks(rewording.after)};
    if (std::find(seen.begin(), seen.end(), plain) != seen.end()) continue;
    ProvedAttempt attempt = proved(step.id, "equivalent", "a survivor");
    attempt.status = "told apart, or no mutant";
    attempt.ok = false;
    attempt.message = "No mutant that survives is " +
                      write_json(rewording_json(plain), JsonLayout::kCompact) +
                      ". Take it out of \"equivalent\".";
    attempts.push_back(std::move(attempt));
  }
}

}  // namespace

const CheckSpec* judged_check(const Step& step) {
  for (const CheckSpec& check : step.checks) {
    if (check.makes_data) return &check;
  }
  return nullptr;
}

std::string quarrel_about_class(const Mistake& mistake, const Json& witness) {
  const std::string& named = mistake.error_class;
  if (named.empty()) return {};
  const std::vector<std::string> known = error_class_texts();
  if (std::find(known.begin(), known.end(), named) == known.end()) {
    const auto near = nearest(named, known);
    return "There is no class \"" + named + "\". " +
           (near ? "Did you mean \"" + *near + "\"?" : "docs/judge.md lists them.");
  }
  std::vector<std::string> hinted;
  const Json* hints = witness.find("hints");
  if (hints == nullptr || hints->if_array() == nullptr) return {};
  for (const Json& hint : *hints->if_array()) hinted.push_back(*hint.find("class")->if_string());
  if (hinted.empty() || std::find(hinted.begin(), hinted.end(), named) != hinted.end()) return {};
  return "The judge names the class " + joined(hinted, ", ") + ", not " + named + ".";
}

ResultOrErrors<void> prove_suites(Session& session, const Lesson& lesson, const Step& step,
                                  std::vector<ProvedAttempt>& attempts) {
  const CheckSpec* check = judged_check(step);
  if (check == nullptr) return {};
  NIGHTSHIFT_TRY(Judge * judge, step_judge(session, lesson, step));
  NIGHTSHIFT_TRY(const std::vector<std::string> references,
                 as_errors(session.references(lesson, step)));
  const auto& query = std::get<QueryStep>(step.body);
  const std::vector<Rewording> listed = check->rewordings("equivalent");
  std::vector<Rewording> seen;
  for (std::size_t index = 0; index < references.size(); ++index) {
    const std::string name = index == 0 ? step.id : step.id + "/" + query.references[index - 1];
    const SuiteReport& report = judge->reports()[index];
    attempts.push_back(suite_of(name, report, judge->schema()));
    prove_survivors(name, report, references[index], listed, seen, attempts);
  }
  prove_listed(step, listed, seen, attempts);
  return {};
}

}  // namespace nightshift
