// The check "judged": from a lesson's tables and constraints to a counterexample in the report.
#include <string>

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "engine/lesson/archive.h"
#include "grader/abi/core.h"
#include "grader/grade.h"
#include "grader/prove.h"
#include "grader/registry.h"
#include "grader/step_judge.h"
#include "tests/support/catch.h"
#include "tests/support/judged_pack.h"
#include "tests/support/pack_edits.h"

namespace nightshift {
namespace {

using testing::judged_pack;
using testing::judged_pack_with;

Session open(FileSet files) {
  ResultOrErrors<Session> session = Session::open(std::move(files), check_kinds());
  if (!session) UNSCOPED_INFO(session.error().front().message);
  REQUIRE(session);
  return std::move(*session);
}

Report graded(std::string_view sql, FileSet pack = judged_pack()) {
  Session session = open(std::move(pack));
  Attempt attempt;
  REQUIRE(attempt.put("paid.sql", std::string(sql)));
  Result<Report> report = grade(session, session.pack().lessons.front(), attempt, std::nullopt);
  if (!report) UNSCOPED_INFO(report.error().message);
  REQUIRE(report);
  return std::move(*report);
}

// "pass", or "fail judge.rows_differ": what the last check says.
std::string judged(std::string_view sql, FileSet pack = judged_pack()) {
  const Report report = graded(sql, std::move(pack));
  const CheckVerdict& verdict = report.steps.front().checks.back().verdict;
  return std::string(verdict_text(verdict.verdict)) +
         (verdict.reason.empty() ? "" : " " + verdict.reason);
}

std::string first_failure(std::string_view sql) {
  const Report report = graded(sql);
  const auto failure = report.first_failure();
  return failure ? failure->second->spec.name : "";
}

Json witness_of(std::string_view sql, FileSet pack = judged_pack()) {
  return graded(sql, std::move(pack)).steps.front().checks.back().verdict.witness;
}

std::string compact(const Json* json) {
  return json == nullptr ? "(none)" : write_json(*json, JsonLayout::kCompact);
}

TEST_CASE("what means the same passes, whatever the data") {
  CHECK(judged(testing::kPaidSolution) == "pass");
  CHECK(
      judged("SELECT customer, total(0) + count(*) AS orders FROM orders WHERE status IN ('paid') "
             "GROUP BY 1 ORDER BY 1") == "pass");
  CHECK(graded(testing::kPaidSolution).status() == StepStatus::kPassed);
}

TEST_CASE("what is right on the lesson's data only fails there") {
  // No order of the lesson's has the status 'paid' in other letters, or no customer.
  const std::string lucky =
      "SELECT customer, count(*) AS orders FROM orders WHERE status <> 'open' "
      "GROUP BY customer ORDER BY customer";
  CHECK(first_failure(lucky) == "judged");
  CHECK(judged(lucky) == "fail judge.rows_differ");
}

TEST_CASE(
    "a wrong answer that fails on the lesson's data fails there first, and shows the smallest "
    "data") {
  const std::string wrong =
      "SELECT customer, count(*) AS orders FROM orders GROUP BY customer ORDER BY customer";
  CHECK(first_failure(wrong) == "row_count");
  const Json witness = witness_of(wrong);
  CHECK(*witness.find("kind") == Json("counterexample"));
  CHECK(*witness.find("rows") == Json(1));
  CHECK(*witness.find("ordered") == Json(true));
  CHECK(compact(witness.find("columns")) == R"(["customer","orders"])");
  CHECK(compact(witness.find("why")).find("status is") != std::string::npos);
  CHECK(*witness.find("expected_rows") == Json(0));
  CHECK(*witness.find("actual_rows") == Json(1));
  const Json& row = witness.find("result")->if_array()->front();
  CHECK(*row.find("mark") == Json("extra"));
  CHECK(row.find("expected")->is_null());
  CHECK(row.find("actual")->if_array()->size() == 2);
  const Json& table = witness.find("tables")->if_array()->front();
  CHECK(*table.find("name") == Json("orders"));
  CHECK(table.find("rows")->if_array()->size() == 1);
  CHECK(witness.find("insert")->if_string()->starts_with("INSERT INTO"));
  const Json& hint = witness.find("hints")->if_array()->front();
  CHECK(*hint.find("class") == Json("missing_condition"));
  CHECK(*hint.find("clause") == Json("WHERE"));
}

TEST_CASE("an answer that does not run, or has other columns, is not held against any data") {
  CHECK(judged("SELEC") == "skipped check.needs");
  CHECK(judged("SELECT customer FROM orders") == "skipped check.needs");
}

TEST_CASE("an order that differs is shown row by row") {
  const std::string backwards =
      "SELECT customer, count(*) AS orders FROM orders WHERE status = 'paid' GROUP BY customer "
      "ORDER BY customer DESC";
  CHECK(judged(backwards) == "fail judge.order_differs");
  const Json witness = witness_of(backwards);
  REQUIRE(witness.find("result")->if_array()->size() == 2);
  CHECK(*witness.find("result")->if_array()->front().find("mark") == Json("changed"));
  CHECK(*witness.find("in_order") == Json(true));
  CHECK(*witness_of("SELECT customer, count(*) AS orders FROM orders GROUP BY customer ORDER BY 1")
             .find("in_order") == Json(false));
  CHECK(witness.find("elsewhere") == nullptr);
}

TEST_CASE("what comes by luck is told with both results") {
  const std::string lucky =
      "SELECT customer, count(*) AS orders FROM (SELECT * FROM orders WHERE status = 'paid' LIMIT "
      "99) GROUP BY customer HAVING max(order_id) >= 0 OR max(cents) >= (SELECT cents FROM orders "
      "LIMIT 1) ORDER BY customer";
  CHECK(judged(lucky) == "fail judge.order_dependent");
  CHECK(witness_of(lucky).find("elsewhere")->if_array()->size() ==
        static_cast<std::size_t>(*witness_of(lucky).find("expected_rows")->if_integer()));
}

TEST_CASE("an answer that breaks on legal data shows the error and the data") {
  const std::string breaks =
      "SELECT customer, count(*) AS orders FROM orders WHERE status = 'paid' AND "
      "(customer <> '' OR abs(-9223372036854775807 - 1) > 0) GROUP BY customer ORDER BY customer";
  CHECK(judged(breaks) == "fail judge.answer_fails");
  const Json witness = witness_of(breaks);
  CHECK(*witness.find("error")->find("code") == Json("sql.runtime"));
  CHECK(*witness.find("result")->if_array()->front().find("mark") == Json("missing"));
}

TEST_CASE("data obey the lesson's constraints") {
  const std::string positive =
      "SELECT customer, count(*) AS orders FROM orders WHERE status = 'paid' AND cents > 0 "
      "GROUP BY customer ORDER BY customer";
  CHECK(judged(positive) == "fail judge.rows_differ");
  CHECK(judged(positive, judged_pack_with(R"("constraints": {"tables": {"orders": {"columns": {
      "cents": {"min": 1}}}}},)")) == "pass");
}

TEST_CASE("a second reference is right, too") {
  const std::string none_for_open =
      "SELECT customer, sum(status = 'paid') AS orders FROM orders GROUP BY customer ORDER BY "
      "customer";
  CHECK(judged(none_for_open) == "fail judge.rows_differ");
  FileSet pack = testing::replaced(judged_pack(), "01-paid/lesson.json", R"("answer": "paid.sql",)",
                                   R"("answer": "paid.sql", "references": ["all.sql"],)");
  pack = testing::with_file(std::move(pack), "01-paid/solution/all.sql",
                            "SELECT customer, sum(status = 'paid') AS orders FROM orders GROUP BY "
                            "customer ORDER BY customer");
  CHECK(judged(none_for_open, pack) == "pass");
  CHECK(judged(testing::kPaidSolution, pack) == "pass");
}

TEST_CASE("a learner's build judges as the author's pack does, byte for byte") {
  Session author = open(judged_pack());
  const Result<std::string> bytes = author.export_pack(Audience::kLearner);
  REQUIRE(bytes);
  const Result<FileSet> learner = read_archive(*bytes);
  REQUIRE(learner);
  for (const std::string& sql :
       {std::string(testing::kPaidSolution),
        std::string("SELECT customer, 1 AS orders FROM orders"),
        std::string("SELECT customer, count(*) AS orders FROM orders WHERE status <> 'open' "
                    "GROUP BY customer ORDER BY customer")}) {
    CHECK(write_json(report_json(graded(sql)), JsonLayout::kIndented) ==
          write_json(report_json(graded(sql, *learner)), JsonLayout::kIndented));
  }
}

Json called(Core& core, const Json& request) {
  core.call(write_json(request, JsonLayout::kCompact), "");
  Result<Json> reply = parse_json(core.reply(), {});
  REQUIRE(reply);
  return std::move(*reply);
}

TEST_CASE("a counterexample's rows can be asked in the place of a data set") {
  Core core;
  core.pack_files = judged_pack();
  REQUIRE(*called(core, Json::object({{"kind", "pack.open"}})).find("ok") == Json(true));
  const auto run = [&](const Json& insert) {
    Json request = Json::object(
        {{"kind", "query.run"}, {"lesson", "paid"}, {"sql", "SELECT order_id FROM orders"}});
    if (!insert.is_null()) request.set("input", insert);
    const Json reply = called(core, request);
    const Json* result = reply.find("result");
    if (result != nullptr) {
      return write_json(
          *result->find("outcome")->find("columns")->if_array()->front().find("cells"),
          JsonLayout::kCompact);
    }
    const Json& error = reply.find("errors")->if_array()->front();
    return *error.find("whose")->if_string() + " " + *error.find("code")->if_string();
  };
  const Json witness = witness_of("SELECT customer, 1 AS orders FROM orders");
  CHECK(run(*witness.find("insert")) != "[]");
  CHECK(run("INSERT INTO orders VALUES (7, 'ada', 'paid', 1, '2026-03-01T09:30:00Z');") ==
        R"(["7"])");
  CHECK(run("") == "[]");
  CHECK(run("DELETE FROM orders") == "host data.not_insert");
  CHECK(run("INSERT INTO orders VALUES (7, 'ada', 'lost', 1, '2026-03-01T09:30:00Z');")
            .starts_with("host data."));
  CHECK(run(Json()) == "host json.missing_key");
}

TEST_CASE("the judge is made once for a step, and again after another lesson") {
  Session session = open(judged_pack());
  const Lesson& lesson = session.pack().lessons.front();
  const auto first = step_judge(session, lesson, lesson.steps.front());
  const auto second = step_judge(session, lesson, lesson.steps.front());
  REQUIRE(first);
  REQUIRE(second);
  CHECK(*first == *second);
}

TEST_CASE("constraints that are wrong are the author's trouble, with their place in the lesson") {
  const auto place = [](const std::string& constraints) {
    Session session = open(judged_pack_with("\"constraints\": " + constraints + ","));
    const Lesson& lesson = session.pack().lessons.front();
    const auto judge = step_judge(session, lesson, lesson.steps.front());
    REQUIRE_FALSE(judge);
    const Error& error = judge.error().front();
    CHECK(error.whose == Whose::kAuthor);
    CHECK(error.where.file == "01-paid/lesson.json");
    return error.where.pointer + " " + error.code;
  };
  CHECK(place(R"({"tables": {"order": {}}})") == "/constraints/tables/order judge.unknown_table");
  CHECK(place(R"({"tables": {"orders": {"columns": {"cent": {}}}}})") ==
        "/constraints/tables/orders/columns/cent judge.unknown_column");
  CHECK(place(R"({"tables": {"orders": {"check": "cents > "}}})") == "/constraints schema.refused");
  CHECK(place(R"({"tables": {"orders": {"check": "cents > 5 AND cents < 5"}}})") ==
        "/constraints judge.unmeetable");
}

TEST_CASE("a query in another database's words runs, is graded and is judged as what it means") {
  const std::string foreign =
      "SELECT customer::text AS customer, nvl(count(*), 0) AS orders FROM orders WHERE status = "
      "'paid' GROUP BY customer ORDER BY customer";
  const Report report = graded(foreign);
  CHECK(report.status() == StepStatus::kPassed);
  const std::vector<std::string>& notes = report.steps.front().checks.front().verdict.notes;
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].starts_with("customer::text ran as CAST(customer AS TEXT)"));
  const Report unknown = graded("SELECT DISTINCT ON (customer) customer, 1 AS orders FROM orders");
  CHECK(unknown.status() == StepStatus::kNotGradable);
  CHECK(unknown.first_failure()->second->verdict.reason == "sql.not_supported");
}

TEST_CASE("errors and notes have their places in the text as it was written") {
  Core core;
  core.pack_files = judged_pack();
  REQUIRE(*called(core, Json::object({{"kind", "pack.open"}})).find("ok") == Json(true));
  const auto run = [&](const std::string& sql) {
    return called(
        core, Json::object(
                  {{"kind", "query.run"}, {"lesson", "paid"}, {"dataset", "small"}, {"sql", sql}}));
  };
  const Json reply = run("SELECT order_id,\n  cents::int AS c FROM orders");
  const Json& note = reply.find("result")->find("outcome")->find("notes")->if_array()->front();
  CHECK(*note.find("from") == Json("cents::int"));
  CHECK(*note.find("to") == Json("CAST(cents AS INTEGER)"));
  CHECK(*note.find("line") == Json(2));
  CHECK(*note.find("column") == Json(3));
  const Json wrong = run("SELECT nvl(cents, 0), cent FROM orders");
  const Json& error = wrong.find("errors")->if_array()->front();
  CHECK(*error.find("code") == Json("sql.no_such_column"));
  CHECK(*error.find("where")->find("column") == Json(23));
  CHECK(run("SELECT cents FROM orders").find("result")->find("outcome")->find("notes") == nullptr);
}

}  // namespace
}  // namespace nightshift
