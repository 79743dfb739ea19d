// Why results differ, in sentences about rows.
#include "grader/judge/provenance.h"

#include <string>

#include "engine/base/text.h"
#include "engine/sql/parse.h"
#include "grader/judge/judge.h"
#include "tests/support/catch.h"
#include "tests/unit/judge/notation.h"

namespace nightshift {
namespace {

constexpr const char* kShop =
    "CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT);"
    "CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers,"
    " total REAL NOT NULL, status TEXT NOT NULL, placed TEXT NOT NULL, paid_on TEXT);"
    "CREATE TABLE payments (payment_id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES "
    "orders, amount REAL NOT NULL);"
    "CREATE TABLE lines (order_id INTEGER NOT NULL, line INTEGER NOT NULL, sku TEXT, "
    "PRIMARY KEY (order_id, line));"
    "CREATE TABLE visits (page TEXT, visitor TEXT)";

struct Case {
  std::string reference;
  std::string answer;
  std::string rows;  // as data_of() reads them
};

// All that is needed to ask about a pair, with its rows laid out.
class Quarrel {
 public:
  explicit Quarrel(const Case& pair) : arena_(arena_of()) {
    const auto tree = parse_query(pair.reference);
    REQUIRE(tree);
    reference_ = pair.reference;
    data_ = data_of(arena_.schema(), pair.rows);
    arena_.lay_out(data_);
    rules_ = legal_rules(arena_.schema(), no_constraints(arena_.schema()));
    auto referee =
        Referee::create(arena_, pair.reference, &*tree, {.ordered = !tree->order_by.empty()}, {});
    REQUIRE(referee);
    referee_.emplace(std::move(*referee));
    auto answer = arena_.enter(pair.answer, {});
    if (!answer) UNSCOPED_INFO(answer.error().message);
    REQUIRE(answer);
    answer_.emplace(std::move(*answer));
    finding_ = referee_->examine(*answer_, 2);
  }

  std::string why(const WhyOptions& options = {}) {
    if (!finding_) return "they agree";
    std::string text = joined(why_they_differ(dispute(), data_, *finding_, options), " ");
    CHECK(arena_.data() == data_);
    return text;
  }

  // "orders 1: answer only; ..."
  std::string roles() {
    if (!finding_) return "they agree";
    std::string text;
    for (const RowRole& role : roles_of(dispute(), data_, *finding_)) {
      constexpr const char* kParts[] = {"none", "answer only", "reference only", "both"};
      text += (text.empty() ? "" : "; ") + row_words(arena_.schema(), data_, role.row) + ": " +
              kParts[static_cast<int>(role.part)];
    }
    return text;
  }

 private:
  static Arena arena_of() {
    auto arena = Arena::create(kShop, {});
    REQUIRE(arena);
    return std::move(*arena);
  }
  Dispute dispute() {
    return {.arena = arena_,
            .referee = *referee_,
            .reference = reference_,
            .answer = *answer_,
            .rules = rules_};
  }

  Arena arena_;
  std::string reference_;
  TinyData data_;
  LegalRules rules_;
  std::optional<Referee> referee_;
  std::optional<Contender> answer_;
  std::optional<Finding> finding_;
};

std::string why(const Case& pair) { return Quarrel(pair).why(); }
std::string roles(const Case& pair) { return Quarrel(pair).roles(); }

constexpr const char* kPaid = "SELECT order_id FROM orders WHERE status = 'paid'";
constexpr const char* kAll = "SELECT order_id FROM orders";

TEST_CASE("taking rows away tells whose result they are in") {
  CHECK(roles({kPaid, kAll, "orders: 7 NULL 10.0 'cancelled' 'x' | 8 NULL 5.0 'paid' 'x'"}) ==
        "order 7: answer only; order 8: both");
  CHECK(roles({kAll, kPaid, "orders: 7 NULL 10.0 'cancelled' 'x'"}) == "order 7: reference only");
  CHECK(roles({kPaid, kAll, "customers: 1 'Ada'; orders: 7 NULL 10.0 'new' 'x'"}) ==
        "customer 1: none; order 7: answer only");
  CHECK(roles({kPaid, kAll, "orders: 8 NULL 5.0 'paid' 'x'"}) == "they agree");
}

constexpr const char* kCancelled = "orders: 7 NULL 10.0 'cancelled' 'x'";
constexpr const char* kTwo = "orders: 1 NULL 2.0 'a' 'x' | 2 NULL 2.0 'a' 'x'";

TEST_CASE("an extra row comes from a row that has something about it") {
  const std::string because = "The extra row is there because of order 7, whose ";
  CHECK(why({kPaid, kAll, kCancelled}) == because + "status is cancelled.");
  CHECK(why({kPaid, kAll, "orders: 7 NULL 10.0 'cancelled' 'x' | 8 NULL 5.0 'paid' 'x'"}) ==
        because + "status is cancelled.");
  CHECK(why({"SELECT order_id FROM orders WHERE total > 100",
             "SELECT order_id FROM orders WHERE total >= 100", "orders: 7 NULL 100.0 'new' 'x'"}) ==
        because + "total is 100.0.");
  CHECK(why({"SELECT visitor FROM visits WHERE page = 'home'",
             "SELECT visitor FROM visits WHERE lower(page) = 'home'", "visits: 'HOME' 'v1'"}) ==
        "The extra row is there because of the visit with page HOME.");
  CHECK(why({"SELECT count(paid_on) FROM orders", "SELECT count(*) FROM orders",
             "orders: 7 NULL 2.0 'a' 'x'"}) ==
        "Order 7, whose paid_on is NULL, counts in your result only.");
  CHECK(why({kPaid, kPaid, kCancelled}) == "they agree");
}

TEST_CASE("a missing row was lost for a reason") {
  CHECK(why({kAll, kPaid, kCancelled}) == "Your answer loses order 7, whose status is cancelled.");
  CHECK(why({"SELECT name FROM customers WHERE city IS NOT 'Rome'",
             "SELECT name FROM customers WHERE city <> 'Rome'", "customers: 1 'Ada' NULL"}) ==
        "Your answer loses customer 1, whose city is NULL.");
  const std::string late =
      "SELECT name FROM customers WHERE customer_id NOT IN (SELECT "
      "customer_id FROM orders";
  CHECK(why({late + " WHERE customer_id IS NOT NULL)", late + ")",
             "customers: 1 'Ada'; orders: 4 NULL 1.0 'a' 'x'"}) ==
        "Your answer loses a row because of order 4, whose customer_id is NULL.");
}

TEST_CASE("a row without partner") {
  const std::string names = "SELECT o.order_id, c.name FROM orders o ";
  CHECK(why({names + "LEFT JOIN customers c USING (customer_id)",
             names + "JOIN customers c USING (customer_id)", "orders: 3 NULL 10.0 'a' 'x'"}) ==
        "Order 3 has no customer: your answer loses it.");
  const auto counted_by = [](const std::string& count, const std::string& join) {
    return "SELECT c.name, " + count + " FROM customers c " + join +
           " orders o USING (customer_id) GROUP BY 1";
  };
  const std::string reference = counted_by("count(o.order_id)", "LEFT JOIN");
  CHECK(why({reference, counted_by("count(o.order_id)", "JOIN"), "customers: 1 'Ada'"}) ==
        "Customer 1 has no orders: your answer loses it.");
  CHECK(why({reference, counted_by("count(*)", "LEFT JOIN"), "customers: 1 'Ada'"}) ==
        "Customer 1 has no orders, and the difference comes from that.");
}

TEST_CASE("rows that are counted too often, or once instead of twice") {
  CHECK(why({"SELECT sum(total) FROM orders WHERE order_id IN (SELECT order_id FROM payments)",
             "SELECT sum(total) FROM orders JOIN payments USING (order_id)",
             "orders: 7 NULL 10.0 'a' 'x'; payments: 1 7 4.0 | 2 7 6.0"}) ==
        "Both payments of order 7 are counted.");
  const std::string romans = "customers: 1 'Ada' 'Rome' | 2 'Bob' 'Rome'";
  CHECK(why({"SELECT city FROM customers", "SELECT DISTINCT city FROM customers", romans}) ==
        "Customer 1 and customer 2 have the same city, Rome, and your result is the same without "
        "either of them.");
  CHECK(why({"SELECT DISTINCT city FROM customers", "SELECT city FROM customers", romans}) ==
        "Customer 1 and customer 2 have the same city, Rome, and the expected result is the same "
        "without either of them.");
  CHECK(why({"SELECT status, sum(total) FROM orders GROUP BY status HAVING count(*) > 1",
             "SELECT status, sum(total) FROM orders GROUP BY status",
             "orders: 1 NULL 2.0 'a' 'x'"}) ==
        "There is only one row like order 1; with a second one the results agree.");
}

TEST_CASE("rows that multiply others") {
  // Each of the two lines counts the payment again.
  CHECK(
      why({"SELECT o.order_id, (SELECT sum(amount) FROM payments p WHERE p.order_id = o.order_id) "
           "FROM orders o",
           "SELECT o.order_id, sum(amount) FROM orders o LEFT JOIN payments p ON p.order_id = "
           "o.order_id LEFT JOIN lines l ON l.order_id = o.order_id GROUP BY o.order_id",
           "orders: 7 NULL 10.0 'a' 'x'; payments: 1 7 4.0; lines: 7 1 'a' | 7 2 'b'"}) ==
      "Both lines of order 7 are counted.");
  const std::string lines = "(SELECT count(*) FROM lines l WHERE l.order_id = o.order_id)";
  const std::string payments = "(SELECT sum(amount) FROM payments p WHERE p.order_id = o.order_id)";
  CHECK(why({"SELECT o.order_id, " + lines + ", " + payments + " FROM orders o",
             "SELECT o.order_id, count(l.line), sum(amount) FROM orders o LEFT JOIN payments p ON "
             "p.order_id = o.order_id LEFT JOIN lines l ON l.order_id = o.order_id GROUP BY "
             "o.order_id",
             "orders: 7 NULL 10.0 'a' 'x'; payments: 1 7 4.0; lines: 7 1 'a' | 7 2 'b'"}) ==
        "Order 7 has 2 lines; with only one of them the results agree.");
  const auto paid = [](const std::string& times) {
    return "SELECT o.order_id FROM orders o JOIN payments p ON p.order_id = o.order_id GROUP BY "
           "o.order_id HAVING count(*) > " +
           times;
  };
  CHECK(why({paid("2"), paid("1"), "orders: 7 NULL 10.0 'a' 'x'; payments: 1 7 4.0 | 2 7 6.0"}) ==
        "Both payments of order 7 are counted.");
}

TEST_CASE("a row with another rank is not like it") {
  const std::string later = "SELECT count(*) FROM lines a JOIN lines b ON b.order_id = a.order_id";
  CHECK(why({later + " AND b.line > a.line", later + " AND b.line >= a.line", "lines: 7 1 'a'"})
            .find("with a second one") == std::string::npos);
}

TEST_CASE("an order that is wrong, or left to chance") {
  CHECK(why({"SELECT order_id, total FROM orders ORDER BY total",
             "SELECT order_id, total FROM orders ORDER BY total DESC",
             "orders: 1 NULL 2.0 'a' 'x' | 2 NULL 3.0 'a' 'x'"}) ==
        "Order 1 (total 2.0) and order 2 (total 3.0) come the wrong way round.");
  CHECK(why({"SELECT order_id FROM orders ORDER BY total, order_id LIMIT 1",
             "SELECT order_id FROM orders ORDER BY total LIMIT 1", kTwo}) ==
        "Order 1 and order 2 have the same total, 2.0, and the difference comes from that.");
  CHECK(why({"SELECT order_id FROM orders ORDER BY order_id LIMIT 1",
             "SELECT order_id FROM orders LIMIT 1", kTwo}) ==
        "Your query does not say which of order 1 and order 2 comes first.");
}

TEST_CASE("what no value explains is told as it was tried") {
  CHECK(why({"SELECT sum(total) FROM orders", "SELECT avg(total) FROM orders", kTwo}) ==
        "Without order 1 or order 2, the expected result changes, and yours does not.");
  CHECK(why({"SELECT count(*) FROM orders", "SELECT max(order_id) FROM orders", ""}) ==
        "It shows even where all tables are empty.");
  CHECK(why({"SELECT total FROM orders WHERE order_id > 0",
             "SELECT total FROM orders WHERE abs(-9223372036854775807 - (total > 5)) > 0",
             "orders: 1 NULL 20.0 'a' 'x'"}) ==
        "Your query fails because of order 1, whose total is 20.0.");
  // Every row differs whatever is in it.
  CHECK(why({"SELECT order_id + 1 FROM orders", kAll, kCancelled}).empty());
  CHECK(why({"SELECT order_id, 1 FROM orders", kAll, kCancelled}).empty());
}

TEST_CASE("what is said stays short, and ends with its tries") {
  const std::string many = "orders: 1 NULL 1.0 'a' 'x' | 2 NULL 2.0 'b' 'x' | 3 NULL 3.0 'c' 'x'";
  CHECK(why({kPaid, kAll, many}) ==
        "Without order 1, order 2 or order 3, your result changes, and the expected one does not.");
  CHECK(Quarrel({kPaid, kAll, kCancelled}).why({.sentences_max = 0}).empty());
  CHECK(Quarrel({kPaid, kAll, kCancelled}).why({.tries_max = 1}).empty());
}

TEST_CASE("names of rows") {
  const ScratchDatabase shop = scratch(
      "CREATE TABLE categories (code TEXT PRIMARY KEY, label TEXT); CREATE TABLE \"order lines\" "
      "(\"order id\" INT, line INT, PRIMARY KEY (\"order id\", line)); CREATE TABLE status (id "
      "INTEGER PRIMARY KEY); CREATE TABLE log (at TEXT, what TEXT)");
  const ScratchSchema& schema = shop.schema();
  const auto name = [&](std::string_view rows, const RowRef& row) {
    return row_words(schema, data_of(schema, rows), row);
  };
  CHECK(name("categories: 'x1' 'Tea'", {0, 0}) == "the category with code x1");
  CHECK(name("categories: '' 'Tea'", {0, 0}) == "the category with code ''");
  CHECK(name("status: 3", {2, 0}) == "status 3");
  CHECK(name("log: '9:00' 'in' | '9:00' 'out'", {3, 1}) == "the row of log with what out");
  CHECK(name("log: 'a' 'in' | 'a' 'out' | 'b' 'in'", {3, 0}) ==
        "the row of log with at a and what in");
  CHECK(singular("customers") == "customer");
  CHECK(singular("boxes") == "box");
  CHECK(singular("addresses") == "address");
  CHECK(singular("Categories") == "Category");
  CHECK(singular("status") == "status");
  CHECK(singular("staff") == "staff");
  CHECK(plural("status") == "rows of status");
  CHECK(referred("manager_id") == "manager");
  CHECK(referred("lineId") == "line");
  CHECK(referred("id") == "id");
}

}  // namespace
}  // namespace nightshift
