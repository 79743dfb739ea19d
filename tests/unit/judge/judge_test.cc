// Whole rulings.
#include "grader/judge/judge.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/unit/judge/notation.h"

namespace nightshift {
namespace {

constexpr const char* kShop =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT);"
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id),"
    " total REAL NOT NULL, status TEXT NOT NULL, placed TEXT NOT NULL)";

Judge judge_of(Question question) {
  if (question.schema.empty()) question.schema = kShop;
  auto judge = Judge::create(question);
  if (!judge) UNSCOPED_INFO(judge.error().front().message);
  REQUIRE(judge);
  return std::move(*judge);
}

// "accept", or "reject judge.rows_differ".
std::string ruling(const Question& question, std::string_view answer) {
  Judge judge = judge_of(question);
  const Ruling ruling = judge.judge(answer);
  return std::string(judge_verdict_text(ruling.verdict)) +
         (ruling.reason.empty() ? "" : " " + ruling.reason);
}
std::string ruling(const std::string& reference, std::string_view answer) {
  return ruling(Question{.references = {reference}}, answer);
}

TEST_CASE("an answer is accepted when it means the same") {
  CHECK(ruling("SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders)",
               "SELECT c.name FROM customers AS c WHERE EXISTS (SELECT 1 FROM orders o WHERE "
               "o.customer_id = c.id)") == "accept");
  CHECK(ruling("SELECT status, round(avg(total), 2) FROM orders GROUP BY status",
               "SELECT status, round(sum(total) / count(*), 2) FROM orders GROUP BY 1") ==
        "accept");
}

TEST_CASE("a wrong answer is refused for what is wrong") {
  const std::string names = "SELECT name, city FROM customers ORDER BY name";
  CHECK(ruling(names, "SELECT name FROM customers ORDER BY 1") == "reject judge.column_count");
  CHECK(ruling(names, "SELECT name, city FROM customers WHERE city <> 'x' ORDER BY 1") ==
        "reject judge.rows_differ");
  CHECK(ruling(names, "SELECT name, city FROM customers ORDER BY name DESC") ==
        "reject judge.order_differs");
  CHECK(ruling(Question{.references = {names}, .column_names = true},
               "SELECT name AS who, city FROM customers ORDER BY 1") ==
        "reject judge.column_names");
  CHECK(ruling("SELECT total FROM orders WHERE id > 0",
               "SELECT total FROM orders WHERE id > 0 AND abs(-9223372036854775807 - 1) > 0") ==
        "reject judge.answer_fails");
  CHECK(ruling(names, "SELEC name") == "not_gradable sql.syntax");
  CHECK(ruling(names, "DELETE FROM customers") == "not_gradable sql.forbidden");
  CHECK(ruling(names, "SELECT nme FROM customers") == "not_gradable sql.no_such_column");
  CHECK(
      ruling(
          names,
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT max(i), 1 FROM n") ==
      "over_budget sql.over_budget_steps");
}

TEST_CASE("an answer that is right by luck is told so") {
  const std::string latest = "SELECT name FROM customers ORDER BY name, id LIMIT 1";
  CHECK(ruling("SELECT id FROM customers ORDER BY name, id LIMIT 1",
               "SELECT id FROM customers ORDER BY name LIMIT 1") == "reject judge.order_dependent");
  // The reference itself does not say which of equals comes first.
  CHECK(ruling("SELECT id FROM customers ORDER BY name LIMIT 1",
               "SELECT id FROM customers ORDER BY name, id LIMIT 1") == "accept");
  CHECK(ruling(latest, "SELECT name FROM customers ORDER BY name LIMIT 1") == "accept");
}

TEST_CASE("rowid is where SQLite keeps a row, also in an answer") {
  CHECK(ruling("SELECT name FROM customers ORDER BY id LIMIT 1",
               "SELECT name FROM customers ORDER BY rowid LIMIT 1") == "accept");
  CHECK(ruling("SELECT rowid, name FROM customers", "SELECT id, name FROM customers") == "accept");
  CHECK(ruling("SELECT rowid FROM customers", "SELECT rowid + 1 FROM customers") ==
        "reject judge.rows_differ");
}

TEST_CASE("ties may come in any order, and rows in any where none is asked for") {
  CHECK(ruling("SELECT city, name FROM customers ORDER BY city",
               "SELECT city, name FROM customers ORDER BY city, name DESC") == "accept");
  CHECK(ruling("SELECT city, name FROM customers",
               "SELECT city, name FROM customers ORDER BY name DESC") == "accept");
  Question question{.references = {"SELECT city FROM customers"}};
  CHECK(ruling(question, "SELECT DISTINCT city FROM customers") == "reject judge.rows_differ");
  question.as_set = true;
  CHECK(ruling(question, "SELECT DISTINCT city FROM customers") == "accept");
}

TEST_CASE("the counterexample is small, and the mistake has a name") {
  Judge judge = judge_of({.references = {"SELECT id FROM orders WHERE total > 100"}});
  const Ruling ruling = judge.judge("SELECT id FROM orders WHERE total >= 100");
  REQUIRE(ruling.counterexample);
  CHECK(ruling.counterexample->data.row_count() <= 2);
  CHECK(ruling.counterexample->finding.expected.row_count() == 0);
  CHECK(ruling.counterexample->finding.actual.row_count() == 1);
  REQUIRE_FALSE(ruling.hints.empty());
  CHECK(error_class_text(ruling.hints.front().error_class) == "comparison");
  CHECK(clause_text(ruling.hints.front().clause) == "WHERE");
  CHECK(ruling.hints.front().before == "total > 100");
}

// "class clause: before > after" of the first hint, or "".
std::string first_hint(const std::string& reference, std::string_view answer) {
  Judge judge = judge_of(Question{.references = {reference}});
  const Ruling ruling = judge.judge(answer);
  CHECK(ruling.verdict == JudgeVerdict::kReject);
  if (ruling.hints.empty()) return "";
  const MistakeHint& hint = ruling.hints.front();
  return std::string(error_class_text(hint.error_class)) + " " +
         std::string(clause_text(hint.clause)) + ": " + hint.before + " > " + hint.after;
}

TEST_CASE("where no mutant does what the answer does, a change that makes it right names it") {
  const std::string reference =
      "SELECT c.name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = "
      "c.id AND o.status = 'paid' AND o.total >= 50)";
  const std::string in =
      "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE status = "
      "'paid' AND total";
  // A mutant's: in the reference's words.
  CHECK(first_hint(reference, in + " > 50)") == "comparison WHERE: o.total >= 50 > o.total > 50");
  // Nobody leaves out what is not there: in the answer's own words.
  CHECK(first_hint(reference, in + " >= 50 AND placed > '2024-01-01')") ==
        "extra_condition WHERE: status = 'paid' AND total >= 50 > status = 'paid' AND total >= 50 "
        "AND placed > '2024-01-01'");
  // Two changes are needed.
  CHECK(first_hint(reference, in + " > 50) AND city = 'Rome'").empty());
}

TEST_CASE("an answer without rows is told only what stands in it") {
  const std::string reference = "SELECT id FROM orders WHERE status = 'paid'";
  CHECK(first_hint(reference, "SELECT id FROM orders WHERE status = 'Paid'") ==
        "text_form WHERE: 'paid' > 'Paid'");
  CHECK(first_hint(reference, "SELECT id FROM orders WHERE status = 'bought'").empty());
}

TEST_CASE("data that cannot be refuse nobody") {
  const std::string reference = "SELECT name FROM customers WHERE city <> 'Rome'";
  const std::string answer = "SELECT name FROM customers WHERE city IS NOT 'Rome'";
  CHECK(ruling(reference, answer) == "reject judge.rows_differ");
  CHECK(ruling(Question{.references = {reference},
                        .constraints = R"({"tables": {"customers": {"columns":
                                           {"city": {"not_null": true}}}}})"},
               answer) == "accept");
}

TEST_CASE("any of several references will do") {
  const Question question{
      .references = {"SELECT city FROM customers", "SELECT DISTINCT city FROM customers"}};
  CHECK(ruling(question, "SELECT city FROM customers WHERE 1") == "accept");
  CHECK(ruling(question, "SELECT city FROM customers GROUP BY city") == "accept");
  CHECK(ruling(question, "SELECT name FROM customers") == "reject judge.rows_differ");
}

TEST_CASE("texts in double quotes are a switch") {
  Question question{.references = {"SELECT id FROM orders WHERE status = 'paid'"}};
  const char* answer = "SELECT id FROM orders WHERE status = \"paid\"";
  CHECK(ruling(question, answer) == "accept");
  question.double_quoted_strings = false;
  CHECK(ruling(question, answer) == "not_gradable sql.no_such_column");
}

TEST_CASE("a reference that cannot be used is the author's trouble") {
  const auto code = [](Question question) {
    if (question.schema.empty()) question.schema = kShop;
    const auto judge = Judge::create(question);
    return judge ? std::string("fine") : judge.error().front().code;
  };
  CHECK(code({.references = {"SELECT nme FROM customers"}}) == "sql.no_such_column");
  CHECK(code({.schema = "CREATE TABLE t (", .references = {"SELECT 1"}}) == "schema.refused");
  CHECK(code({.references = {"SELECT 1"}, .constraints = "{"}) == "json.syntax");
  CHECK(code({.references = {"SELECT 1"}, .constraints = R"({"tables": {"order": {}}})"}) ==
        "judge.unknown_table");
  CHECK(code({.references = {"SELECT 1"}}) == "fine");
  CHECK(code({.references = {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) "
                             "SELECT max(i) FROM n"}}) == "judge.no_result");
  CHECK(code({.references = {"SELECT 1 FROM orders"},
              .constraints =
                  R"({"tables": {"orders": {"rows_min": 1, "check": "total > total"}}})"}) ==
        "judge.unmeetable");
}

TEST_CASE("a ROUND around another call is looked into") {
  CHECK(ruling("SELECT city, round(100.0 * count(*) / (SELECT count(*) FROM customers), 1) FROM "
               "customers GROUP BY city",
               "SELECT city, round(count(*) * 100.0 / (SELECT count(id) FROM customers), 1) FROM "
               "customers GROUP BY 1") == "accept");
}

TEST_CASE("blobs are told apart") {
  const Question question{.schema = "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)",
                          .references = {"SELECT id FROM t WHERE b = x'00ff'"}};
  CHECK(ruling(question, "SELECT id FROM t WHERE b = x'00fe'") == "reject judge.rows_differ");
}

TEST_CASE("equal questions and answers give equal rulings") {
  const Question question{.references = {"SELECT city, count(*) FROM customers GROUP BY city"}};
  const char* answer = "SELECT city, count(city) FROM customers GROUP BY city";
  Judge one = judge_of(question);
  Judge other = judge_of(question);
  one.judge("SELECT 1, 2");
  const Ruling first = one.judge(answer);
  const Ruling second = other.judge(answer);
  REQUIRE(first.counterexample);
  REQUIRE(second.counterexample);
  CHECK(first.counterexample->data == second.counterexample->data);
  CHECK(first.databases == second.databases);
  CHECK(first.steps == second.steps);
}

TEST_CASE("the suite is small, tells nearly every mutant, and names those it does not tell") {
  const Judge judge =
      judge_of({.references = {"SELECT c.name, sum(o.total) FROM customers c JOIN orders o ON "
                               "o.customer_id = c.id WHERE o.status = 'paid' GROUP BY c.id, c.name "
                               "HAVING sum(o.total) >= 50 ORDER BY 2 DESC, 1"}});
  const SuiteReport& report = judge.reports().front();
  CHECK(report.mutants > 20);
  CHECK(report.databases <= 30);
  CHECK(report.databases == judge.suite(0).size());
  CHECK(report.killed + report.survivors.size() == report.mutants);
  CHECK(report.killed * 10 >= report.mutants * 8);
}

}  // namespace
}  // namespace nightshift
