#include "grader/judge/constraints.h"

#include "engine/json/write.h"
#include "tests/support/catch.h"
#include "tests/unit/judge/notation.h"

namespace nightshift {
namespace {

constexpr const char* kDdl =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT, status TEXT, total REAL, placed "
    "TEXT)";

// "code pointer" of every error, with semicolons between them.
std::string errors(const std::string& json) {
  const ScratchDatabase database = scratch(kDdl);
  const auto read = read_constraints(json, "c.jsonc", database.schema());
  std::string text;
  if (read) return text;
  for (const Error& error : read.error()) {
    CHECK(error.whose == Whose::kAuthor);
    CHECK(error.where.file == "c.jsonc");
    CHECK_FALSE(error.remedy.empty());
    text += (text.empty() ? "" : "; ") + error.code + " " + error.where.pointer;
  }
  return text;
}

std::string remedy(const std::string& json) {
  const ScratchDatabase database = scratch(kDdl);
  return read_constraints(json, "c.jsonc", database.schema()).error()[0].remedy;
}

std::string of_orders(const std::string& members) {
  return R"({"tables": {"orders": {)" + members + "}}}";
}

std::string of_total(const std::string& members) {
  return of_orders(R"("columns": {"total": {)" + members + "}}");
}

TEST_CASE("constraints are read, with comments") {
  const ScratchDatabase database = scratch(kDdl);
  const Constraints read = constraints_of(database.schema(), R"({
    // all of an order's columns
    "nullable": false,
    "tables": {"ORDERS": {"rows_min": 1, "rows_max": 6, "unique": [["customer_id", "placed"]],
      "check": "total > 0", "columns": {
        "status": {"values": ["paid", "open"], "not_null": false},
        "total": {"min": 0, "max": 10.5}, "placed": {"format": "date", "min": "2024-01-01"},
        "customer_id": {"references": "customers.id", "unique": true}}}}})");
  const TableRule& orders = read.tables[1];
  CHECK(orders.rows_min == 1);
  CHECK(orders.rows_max == 6U);
  CHECK(orders.unique == std::vector<std::vector<std::size_t>>{{1, 4}});
  CHECK(orders.checks == std::vector<std::string>{"total > 0"});
  CHECK(orders.columns[2].values.size() == 2);
  CHECK_FALSE(orders.columns[2].not_null);
  CHECK(orders.columns[3].not_null);
  CHECK(orders.columns[3].min == Cell(0.0));  // as the column stores it
  CHECK(orders.columns[4].format == TextFormat::kDate);
  CHECK(orders.columns[1].references == ColumnRef{0, 0});
  CHECK(read.tables[0].columns[1].not_null);
  CHECK_FALSE(constraints_of(database.schema(), "{}").tables[0].columns[1].not_null);
}

TEST_CASE("what is wrong is told with its place") {
  CHECK(errors("{}").empty());
  CHECK(errors("{") == "json.syntax ");
  CHECK(errors(R"({"tabels": {}})") == "json.unknown_key /tabels");
  CHECK(errors(R"({"tables": {"order": {}}})") == "judge.unknown_table /tables/order");
  CHECK(remedy(R"({"tables": {"order": {}}})") == "Did you mean orders?");
  CHECK(errors(of_orders(R"("columns": {"totl": {}})")) ==
        "judge.unknown_column /tables/orders/columns/totl");
  CHECK(remedy(of_orders(R"("columns": {"totl": {}})")) == "Did you mean total?");
  CHECK(errors(of_orders(R"("unique": [["id", "day"]])")) ==
        "judge.unknown_column /tables/orders/unique/0/1");
  CHECK(errors(of_orders(R"("rows_min": 3, "rows_max": 2)")) ==
        "judge.contradiction /tables/orders/rows_max");
  CHECK(errors(of_total(R"("minimum": 3)")) ==
        "json.unknown_key /tables/orders/columns/total/minimum");
  CHECK(errors(of_total(R"("not_null": "yes", "format": "day")")) ==
        "json.wrong_kind /tables/orders/columns/total/not_null; json.unknown_value "
        "/tables/orders/columns/total/format");
  CHECK(errors(of_total(R"("references": "customers")")) ==
        "judge.unknown_column /tables/orders/columns/total/references");
  CHECK(errors(of_total(R"("references": "customer.id")")) ==
        "judge.unknown_table /tables/orders/columns/total/references");
}

TEST_CASE("rules that contradict each other are told") {
  const std::string contradiction = "judge.contradiction /tables/orders/columns/total";
  CHECK(errors(of_total(R"("min": 3, "max": 2)")) == contradiction);
  CHECK(errors(of_total(R"("min": 2, "max": 2)")).empty());
  CHECK(errors(of_total(R"("values": [1, 5], "min": 6)")) == contradiction);
  CHECK(errors(of_total(R"("values": [1, 5], "min": 5)")).empty());
  CHECK(errors(of_total(R"("format": "date", "min": "2024-02-30")")) == contradiction);
  CHECK(errors(of_total(R"("format": "date", "min": "2024-02-29")")).empty());
}

TEST_CASE("formats") {
  const auto fits = [](const char* text, TextFormat format) {
    return has_format(std::string(text), format);
  };
  CHECK(fits("2024-02-29", TextFormat::kDate));
  CHECK_FALSE(fits("2023-02-29", TextFormat::kDate));
  CHECK(fits("2024-02-29 10:00:00", TextFormat::kTimestamp));
  CHECK_FALSE(fits("2024-02-29", TextFormat::kTimestamp));
  CHECK(fits("2024-02-29T10:00:00+05:30", TextFormat::kMoment));
  CHECK(fits("2024-02-29T10:00:00Z", TextFormat::kMoment));
  CHECK_FALSE(fits("2024-02-29 10:00:00+05:30", TextFormat::kMoment));
  CHECK_FALSE(fits("2024-02-29T10:00:00", TextFormat::kMoment));
  CHECK_FALSE(fits("2024-02-29T10:00:00.5Z", TextFormat::kMoment));
  CHECK_FALSE(fits("2023-02-29T10:00:00Z", TextFormat::kMoment));
  CHECK(fits("2024-02-29T10:00:00Z", TextFormat::kMomentUtc));
  CHECK_FALSE(fits("2024-02-29T10:00:00+00:00", TextFormat::kMomentUtc));
  CHECK(fits("2024-02", TextFormat::kMonth));
  CHECK_FALSE(fits("2024-13", TextFormat::kMonth));
  CHECK(fits("10:30:00", TextFormat::kTime));
  CHECK_FALSE(fits("25:00:00", TextFormat::kTime));
  CHECK(fits("2024", TextFormat::kYear));
  CHECK(has_format(std::int64_t{2024}, TextFormat::kYear));
  CHECK_FALSE(fits("24", TextFormat::kYear));
  CHECK(fits("anything", TextFormat::kAny));
}

TEST_CASE("bounds of moments are times, however they are written") {
  const Cell utc = std::string("2024-03-01T00:30:00Z");
  const Cell west = std::string("2024-02-29T20:00:00-05:00");  // an hour after midnight in UTC
  CHECK(is_below(utc, west, TextFormat::kMoment));
  CHECK_FALSE(is_below(west, utc, TextFormat::kMoment));
  CHECK(is_below(west, utc, TextFormat::kAny));
  CHECK(errors(of_orders(R"("columns": {"placed": {"format": "timestamp_offset",
      "min": "2024-03-01T00:30:00Z", "max": "2024-02-29T20:00:00-05:00"}})"))
            .empty());
}

TEST_CASE(
    "what is known already holds under what an author says, and errors name the author's place") {
  const ScratchDatabase database = scratch(kDdl);
  const Constraints known =
      constraints_of(database.schema(), of_orders(R"("columns": {"placed": {"format": "date"}})"));
  const auto read = read_constraints(of_orders(R"("columns": {"placed": {"min": "2024-01-01"}})"),
                                     Where{.file = "lesson.json", .pointer = "/constraints"},
                                     database.schema(), known);
  REQUIRE(read);
  CHECK(read->tables[1].columns[4].format == TextFormat::kDate);
  CHECK(read->tables[1].columns[4].min == Cell(std::string("2024-01-01")));
  const auto wrong = read_constraints(of_orders(R"("columns": {"placed": {"min": "May"}})"),
                                      Where{.file = "lesson.json", .pointer = "/constraints"},
                                      database.schema(), known);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().front().where.file == "lesson.json");
  CHECK(wrong.error().front().where.pointer == "/constraints/tables/orders/columns/placed");
}

TEST_CASE("a draft says what the data show, and can be read back") {
  const ScratchDatabase database = scratch(kDdl);
  const TinyData data =
      data_of(database.schema(),
              "customers: 1 'Ada' | 2 'Bob'; orders: 1 1 'paid' 5.0 '2024-01-02' | 2 1 'open' 7.5 "
              "'2024-01-05' | 3 2 'paid' NULL '2024-02-01'");
  const Json draft = draft_constraints(database.schema(), data);
  CHECK(write_json(draft, JsonLayout::kCompact) ==
        R"({"tables":{"customers":{"columns":{"name":{"not_null":true}}},)"
        R"("orders":{"columns":{"customer_id":{"not_null":true,"references":"customers.id"},)"
        R"("placed":{"format":"date","max":"2024-02-01","min":"2024-01-02","not_null":true},)"
        R"("status":{"not_null":true,"values":["open","paid"]},"total":{"max":7.5,"min":5.0}}}}})");
  const Constraints read =
      constraints_of(database.schema(), write_json(draft, JsonLayout::kIndented));
  CHECK_FALSE(first_violation(legal_rules(database.schema(), read), data).has_value());
}

}  // namespace
}  // namespace nightshift
