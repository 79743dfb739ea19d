// Packs that hold no answers: what is in their bytes, and what grading with them says.
#include <string>
#include <vector>

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "engine/lesson/archive.h"
#include "grader/grade.h"
#include "grader/registry.h"
#include "grader/sealed_step.h"
#include "tests/support/catch.h"
#include "tests/support/judged_pack.h"
#include "tests/support/pack_edits.h"

namespace nightshift {
namespace {

Session open(FileSet files) {
  ResultOrErrors<Session> session = Session::open(std::move(files), check_kinds());
  if (!session) UNSCOPED_INFO(session.error().front().message);
  REQUIRE(session);
  return std::move(*session);
}

FileSet with_sealing(FileSet files, const std::string& sealing) {
  return testing::replaced(std::move(files), "pack.json", "\"format\": 1,",
                           "\"format\": 1, \"sealing\": \"" + sealing + "\",");
}

Result<std::string> exported(FileSet files) {
  Session session = open(std::move(files));
  return session.export_pack(Audience::kLearner, [&](const Lesson& lesson, const Step& step) {
    return seal_step(session, lesson, step);
  });
}

std::string bytes_of(const std::string& sealing, FileSet pack = testing::judged_pack()) {
  Result<std::string> bytes = exported(with_sealing(std::move(pack), sealing));
  if (!bytes) UNSCOPED_INFO(bytes.error().message);
  REQUIRE(bytes);
  return std::move(*bytes);
}

Report graded(Session& session, const std::string& sql) {
  Attempt attempt;
  REQUIRE(attempt.put("paid.sql", sql));
  Result<Report> report = grade(session, session.pack().lessons.front(), attempt, std::nullopt);
  if (!report) UNSCOPED_INFO(report.error().message);
  REQUIRE(report);
  return std::move(*report);
}

// What nobody should find in a sealed build, raw or in its entries.
const std::vector<std::string> kSecrets = {
    testing::kPaidSolution.data(),
    "status = 'paid'",                      // a part of the reference
    "count(*)",                             // another
    "What is not open may also be void",    // a mistake's feedback
    "Orders that nobody paid are counted",  // another
    "not-open",                             // a mistake's name
    "in-a-subquery",                        // a rewrite
    "314159",                               // hidden data
    "cleo",                                 // hidden data
    "ORDER BY customer",                    // an equivalent mutant
    "data/more.csv",
};

TEST_CASE("the bytes of a sealed build hold nothing of what is right") {
  for (const char* sealing : {"sealed", "exam"}) {
    CAPTURE(sealing);
    const std::string bytes = bytes_of(sealing);
    const Result<FileSet> entries = read_archive(bytes);
    REQUIRE(entries);
    for (const std::string& secret : kSecrets) {
      CAPTURE(secret);
      CHECK(bytes.find(secret) == std::string::npos);
      for (const auto& [path, entry] : entries->files()) {
        CHECK(entry.find(secret) == std::string::npos);
        CHECK(path.find(secret) == std::string::npos);
      }
    }
    // What the learner sees is there.
    CHECK(entries->find("01-paid/data/small.csv") != nullptr);
    CHECK(entries->find("01-paid/text/paid.md") != nullptr);
  }
}

TEST_CASE("the same search finds what an open build holds") {
  const std::string bytes = bytes_of("open");
  CHECK(bytes.find("status = 'paid'") != std::string::npos);
  CHECK(bytes.find("Orders that nobody paid are counted") != std::string::npos);
  CHECK(bytes.find("cleo") != std::string::npos);
}

TEST_CASE("a sealed build takes and refuses the same answers as the author's pack") {
  Session author = open(with_sealing(testing::judged_pack(), "sealed"));
  const Result<FileSet> entries = read_archive(bytes_of("sealed"));
  REQUIRE(entries);
  Session sealed = open(*entries);
  CHECK(sealed.pack().is_sealed());
  CHECK_FALSE(author.pack().is_sealed());
  const Lesson& lesson = author.pack().lessons.front();
  std::vector<std::string> answers = {std::string(testing::kPaidSolution),
                                      "SELECT customer, 1 AS orders FROM orders", "SELEC",
                                      "SELECT customer FROM orders"};
  for (const Rewrite& rewrite : lesson.rewrites) answers.push_back(rewrite.sql);
  for (const Mistake& mistake : lesson.mistakes) answers.push_back(mistake.file("paid.sql"));
  for (const std::string& sql : answers) {
    CAPTURE(sql);
    const Report full = graded(author, sql);
    const Report blind = graded(sealed, sql);
    CHECK(full.status() == blind.status());
    CHECK_FALSE(full.provisional);
    CHECK(blind.provisional);
    if (full.steps.front().recognised) {
      REQUIRE(blind.steps.front().recognised);
      CHECK(full.steps.front().recognised->feedback == blind.steps.front().recognised->feedback);
    }
  }
}

TEST_CASE("what fails in a sealed build shows data and no expected rows, and opens its own hint") {
  const Result<FileSet> entries = read_archive(bytes_of("sealed"));
  REQUIRE(entries);
  Session sealed = open(*entries);
  const Report report =
      graded(sealed,
             "SELECT customer, count(*) AS orders FROM orders GROUP BY customer ORDER BY customer");
  const std::vector<CheckReport>& checks = report.steps.front().checks;
  CHECK(checks[4].verdict.reason == "rows.differ_sealed");
  CHECK(checks[4].verdict.failed_on->visible);
  const CheckVerdict& judged = checks.back().verdict;
  CHECK(judged.reason == "judge.differs_sealed");
  CHECK(*judged.witness.find("kind") == Json("sealed_input"));
  CHECK(judged.witness.find("expected_rows") == nullptr);
  CHECK(judged.witness.find("result") == nullptr);
  CHECK(judged.witness.find("insert")->if_string()->find("INSERT INTO") != std::string::npos);
  REQUIRE_FALSE(judged.witness.find("hints")->if_array()->empty());
  CHECK(*judged.witness.find("hints")->if_array()->front().find("class") ==
        Json("missing_condition"));
  REQUIRE(report.steps.front().recognised);
  CHECK(report.steps.front().recognised->name == "every-order");
  CHECK(*report_json(report).find("confidence") == Json("provisional"));
}

TEST_CASE("digests tell a wrong number of rows and a wrong order, and say so and no more") {
  const Result<FileSet> entries = read_archive(bytes_of("sealed"));
  REQUIRE(entries);
  Session sealed = open(*entries);
  const auto reason = [&](const std::string& sql, std::size_t check) {
    return graded(sealed, sql).steps.front().checks[check].verdict.reason;
  };
  CHECK(reason("SELECT customer, 1 AS orders FROM orders ORDER BY customer", 3) ==
        "row_count.differs_sealed");
  const std::string paid =
      "SELECT customer, count(*) AS orders FROM orders WHERE status = 'paid' GROUP BY customer ";
  CHECK(reason(paid + "ORDER BY customer DESC", 5) == "order.differs_sealed");
  CHECK(reason(paid, 5) == "order.not_asked");
  CHECK(reason(paid + "ORDER BY customer", 5).empty());
}

TEST_CASE("a sealed build with nothing to judge by says so, and passes nobody") {
  const auto judged_with = [](const std::string& digests, const std::string& insert) {
    const Result<FileSet> entries = read_archive(bytes_of("sealed"));
    REQUIRE(entries);
    const std::string path = "01-paid/expected/paid.json";
    const Result<Json> json = parse_json(*entries->find(path), {});
    REQUIRE(json);
    Json changed = *json;
    Json databases = Json::array();
    for (const Json& database : *json->find("databases")->if_array()) {
      Json copy = database;
      if (!digests.empty()) copy.set("digests", *parse_json(digests, {}));
      if (!insert.empty()) copy.set("insert", insert);
      databases.push(std::move(copy));
    }
    changed.set("databases", std::move(databases));
    Session sealed =
        open(testing::with_file(*entries, path, write_json(changed, JsonLayout::kIndented)));
    const Report report = graded(sealed, std::string(testing::kPaidSolution));
    const CheckVerdict& verdict = report.steps.front().checks.back().verdict;
    return std::string(verdict_text(verdict.verdict)) + " " + verdict.reason;
  };
  CHECK(judged_with("", "") == "pass ");
  CHECK(judged_with(R"([""])", "") == "unknown judge.no_result");
  CHECK(judged_with("", "INSERT INTO nowhere VALUES (1);").starts_with("fault "));
}

TEST_CASE("an exam judges that a query runs and how many columns it has, and nothing else") {
  const Result<FileSet> entries = read_archive(bytes_of("exam"));
  REQUIRE(entries);
  Session exam = open(*entries);
  const auto verdicts = [&](const std::string& sql) {
    const Report report = graded(exam, sql);
    std::string text;
    for (const CheckReport& check : report.steps.front().checks) {
      text += std::string(verdict_text(check.verdict.verdict)) + " ";
    }
    return text;
  };
  CHECK(verdicts(std::string(testing::kPaidSolution)) ==
        "pass pass unknown unknown unknown unknown unknown ");
  CHECK(verdicts("SELECT customer, 1 FROM orders") ==
        "pass pass unknown unknown unknown unknown unknown ");
  CHECK(verdicts("SELECT customer FROM orders").starts_with("pass fail unknown"));
  CHECK(verdicts("SELEC").starts_with("fail skipped"));
  CHECK(graded(exam, std::string(testing::kPaidSolution)).steps.front().checks[4].verdict.reason ==
        "check.exam");
}

TEST_CASE("what cannot be sealed is refused") {
  const auto code = [](FileSet pack) {
    const Result<std::string> bytes = exported(with_sealing(std::move(pack), "sealed"));
    return bytes ? "sealed" : bytes.error().code;
  };
  const auto with_compare = [](const std::string& compare) {
    return testing::replaced(testing::judged_pack(), "01-paid/lesson.json", "\"hints\": [",
                             "\"compare\": " + compare + ", \"hints\": [");
  };
  CHECK(code(with_compare(R"({"duplicates": "set"})")) == "sealed");
  CHECK(code(with_compare(R"({"real": {"absolute": 0.5}})")) == "pack.sealing");
  const FileSet one_value =
      testing::with_file(testing::judged_pack(), "01-paid/solution/paid.sql",
                         "SELECT count(*) AS orders FROM orders WHERE status = 'paid'");
  CHECK(code(one_value) == "pack.sealing_small");
}

}  // namespace
}  // namespace nightshift
