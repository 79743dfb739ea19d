#include "engine/sql/lineage.h"

#include <string>

#include "engine/sql/parse.h"
#include "tests/support/catch.h"
#include "tests/unit/sql/twin.h"

namespace nightshift {
namespace {

LineageCatalog shop() {
  LineageCatalog catalog;
  const auto add = [&](const char* name, std::vector<std::string> columns, const char* view) {
    LineageTable table{.name = name, .columns = std::move(columns), .rowid = {}, .view = {}};
    if (view != nullptr) {
      auto select = parse_query(view);
      REQUIRE(select);
      table.view = std::move(*select);
    }
    catalog.tables.push_back(std::move(table));
  };
  add("customers", {"id", "name", "city"}, nullptr);
  add("orders", {"id", "customer_id", "status", "total", "tags"}, nullptr);
  add("items", {"order_id", "sku", "quantity"}, nullptr);
  add("numbered", {"n", "id"}, nullptr);
  catalog.tables.back().rowid = 1;
  add("raw.events", {"id", "payload"}, nullptr);
  add("paid", {}, "SELECT id, total AS cents FROM orders WHERE status = 'paid'");
  add("renamed", {"n", "c"}, "SELECT name, city || '!' FROM customers");
  catalog.functions.push_back({.name = "letters", .columns = {"n", "letter"}, .hidden = {"word"}});
  add("ring", {}, "SELECT * FROM ring");
  add("broken", {}, "SELECT absent FROM customers");
  return catalog;
}

std::string inputs_text(const std::vector<LineageInput>& inputs, bool open) {
  std::string text;
  for (const LineageInput& input : inputs) {
    text += (text.empty() ? "" : ", ") + input.table + "." + input.column;
    for (const LineageKind kind : input.kinds) text += " " + std::string(lineage_text(kind));
  }
  if (open) text += text.empty() ? "?" : ", ?";
  return text.empty() ? "-" : text;
}

// "city <- customers.city IDENTITY": a line for each column, one for the rows where anything
// decides about them, and one for each name that leads nowhere.
std::string shown(std::string_view sql) {
  const auto lineage = lineage_of(sql, shop());
  if (!lineage) return lineage.error().code;
  std::string text;
  for (const LineageOutput& column : lineage->columns) {
    text += column.name + " <- " + inputs_text(column.inputs, column.open) + "\n";
  }
  if (!lineage->rows.empty() || lineage->rows_open) {
    text += "rows <- " + inputs_text(lineage->rows, lineage->rows_open) + "\n";
  }
  for (const UnresolvedName& each : lineage->unresolved) {
    text += "? " + unresolved_text(each) +
            (each.nearest.empty() ? "" : "; did you mean \"" + each.nearest + "\"?") + "\n";
  }
  return text;
}

struct Example {
  const char* sql;
  const char* lineage;
};

void check(std::initializer_list<Example> examples) {
  for (const Example& example : examples) {
    CAPTURE(example.sql);
    CHECK(shown(example.sql) == example.lineage);
  }
}

TEST_CASE("how values flow") {
  check({
      {"SELECT name FROM customers", "name <- customers.name IDENTITY\n"},
      {"SELECT Name AS n, 1 AS one FROM customers", "n <- customers.name IDENTITY\none <- -\n"},
      {"SELECT \"city\" COLLATE NOCASE AS c FROM customers", "c <- customers.city IDENTITY\n"},
      {"SELECT upper(name) || '!' FROM customers",
       "upper(name) || '!' <- customers.name TRANSFORMATION\n"},
      {"SELECT CAST(total AS TEXT) t, total + id s FROM orders",
       "t <- orders.total TRANSFORMATION\n"
       "s <- orders.id TRANSFORMATION, orders.total TRANSFORMATION\n"},
      {"SELECT CASE WHEN status = 'paid' THEN total ELSE 0 END AS paid FROM orders",
       "paid <- orders.status CONDITIONAL, orders.total TRANSFORMATION\n"},
      {"SELECT CASE status WHEN tags THEN 1 END AS c, iif(id > 1, total, tags) AS i FROM orders",
       "c <- orders.status CONDITIONAL, orders.tags CONDITIONAL\n"
       "i <- orders.id CONDITIONAL, orders.total TRANSFORMATION, orders.tags TRANSFORMATION\n"},
      {"SELECT coalesce(name, city) AS c FROM customers",
       "c <- customers.name TRANSFORMATION, customers.city TRANSFORMATION\n"},
      {"SELECT rowid FROM items", "rowid <- items.rowid IDENTITY\n"},
      {"SELECT oid, rowid + 1 AS next FROM numbered",
       "id <- numbered.id IDENTITY\nnext <- numbered.id TRANSFORMATION\n"},
      {"SELECT e.payload FROM raw.events e", "payload <- raw.events.payload IDENTITY\n"},
      {"SELECT * FROM main.items",
       "order_id <- items.order_id IDENTITY\nsku <- items.sku IDENTITY\n"
       "quantity <- items.quantity IDENTITY\n"},
      {"VALUES (1, 'a'), (2, 'b')", "column1 <- -\ncolumn2 <- -\n"},
      {"SELECT column1 FROM (VALUES (1), ((SELECT name FROM customers)))",
       "column1 <- customers.name IDENTITY\n"},
  });
}

TEST_CASE("aggregates and groups") {
  check({
      {"SELECT city, count(*) AS n FROM customers GROUP BY city",
       "city <- customers.city IDENTITY\nn <- -\nrows <- customers.city GROUP_BY\n"},
      {"SELECT sum(total) FILTER (WHERE status = 'paid') AS paid FROM orders",
       "paid <- orders.status FILTER, orders.total AGGREGATION\n"},
      {"SELECT group_concat(name, ', ' ORDER BY city) AS names FROM customers",
       "names <- customers.name AGGREGATION, customers.city SORT\n"},
      {"SELECT status, avg(total) a FROM orders GROUP BY 1 HAVING max(id) > 2 ORDER BY a",
       "status <- orders.status IDENTITY\n"
       "a <- orders.total AGGREGATION\n"
       "rows <- orders.id FILTER, orders.status GROUP_BY, orders.total SORT\n"},
      // A column beside max() is that of the row with the largest value.
      {"SELECT name, max(id) AS last FROM customers",
       "name <- customers.id CONDITIONAL, customers.name IDENTITY\n"
       "last <- customers.id AGGREGATION\n"},
      {"SELECT city, max(id) AS last FROM customers GROUP BY city",
       "city <- customers.city IDENTITY\nlast <- customers.id AGGREGATION\n"
       "rows <- customers.city GROUP_BY\n"},
      {"SELECT substr(city, 1, 1) AS c, max(id) AS last FROM customers GROUP BY c",
       "c <- customers.city TRANSFORMATION\nlast <- customers.id AGGREGATION\n"
       "rows <- customers.city GROUP_BY\n"},
      {"SELECT DISTINCT name, city FROM customers",
       "name <- customers.name IDENTITY\ncity <- customers.city IDENTITY\n"
       "rows <- customers.name GROUP_BY, customers.city GROUP_BY\n"},
      {"SELECT min(id, total) AS least FROM orders",
       "least <- orders.id TRANSFORMATION, orders.total TRANSFORMATION\n"},
  });
}

TEST_CASE("windows") {
  check({
      {"SELECT sum(total) OVER (PARTITION BY status ORDER BY id) AS s FROM orders",
       "s <- orders.id WINDOW, orders.status WINDOW, orders.total AGGREGATION\n"},
      {"SELECT lag(total) OVER w AS l, row_number() OVER (w ORDER BY id) AS r FROM orders "
       "WINDOW w AS (PARTITION BY status)",
       "l <- orders.status WINDOW, orders.total TRANSFORMATION\n"
       "r <- orders.id WINDOW, orders.status WINDOW\n"},
      {"SELECT id FROM (SELECT id, rank() OVER (ORDER BY total) AS place FROM orders) WHERE place "
       "= 1",
       "id <- orders.id IDENTITY\nrows <- orders.total FILTER\n"},
  });
}

TEST_CASE("joins") {
  check({
      {"SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id",
       "name <- customers.name IDENTITY\ntotal <- orders.total IDENTITY\n"
       "rows <- customers.id JOIN, orders.customer_id JOIN\n"},
      {"SELECT name FROM customers c, orders o WHERE o.customer_id = c.id",
       "name <- customers.name IDENTITY\nrows <- customers.id FILTER, orders.customer_id FILTER\n"},
      {"SELECT name, sku FROM customers CROSS JOIN items",
       "name <- customers.name IDENTITY\nsku <- items.sku IDENTITY\n"},
      {"SELECT id FROM customers JOIN orders USING (id)",
       "id <- customers.id IDENTITY\nrows <- customers.id JOIN, orders.id JOIN\n"},
      {"SELECT id FROM customers RIGHT JOIN orders USING (id)",
       "id <- orders.id IDENTITY\nrows <- customers.id JOIN, orders.id JOIN\n"},
      {"SELECT id FROM customers FULL JOIN orders USING (id)",
       "id <- customers.id TRANSFORMATION, orders.id TRANSFORMATION\n"
       "rows <- customers.id JOIN, orders.id JOIN\n"},
      {"SELECT * FROM customers NATURAL JOIN raw.events",
       "id <- customers.id IDENTITY\nname <- customers.name IDENTITY\n"
       "city <- customers.city IDENTITY\npayload <- raw.events.payload IDENTITY\n"
       "rows <- customers.id JOIN, raw.events.id JOIN\n"},
      {"SELECT e.*, c.id FROM customers c LEFT JOIN raw.events e USING (id)",
       "id <- raw.events.id IDENTITY\npayload <- raw.events.payload IDENTITY\n"
       "id <- customers.id IDENTITY\nrows <- customers.id JOIN, raw.events.id JOIN\n"},
      {"SELECT x.name, x.sku FROM (customers JOIN items ON id = order_id) AS x",
       "name <- customers.name IDENTITY\nsku <- items.sku IDENTITY\n"
       "rows <- customers.id JOIN, items.order_id JOIN\n"},
      {"SELECT a.name, b.name AS other FROM customers a JOIN customers b ON a.city = b.city",
       "name <- customers.name IDENTITY\nother <- customers.name IDENTITY\n"
       "rows <- customers.city JOIN\n"},
  });
}

TEST_CASE("what decides about rows") {
  check({
      {"SELECT name FROM customers WHERE city = 'Oslo' ORDER BY id LIMIT 3",
       "name <- customers.name IDENTITY\nrows <- customers.id SORT, customers.city FILTER\n"},
      // An alias in ORDER BY comes before a column, in WHERE behind it.
      {"SELECT id AS total FROM orders WHERE total > 1 ORDER BY total",
       "total <- orders.id IDENTITY\nrows <- orders.id SORT, orders.total FILTER\n"},
      {"SELECT total AS cents FROM orders WHERE cents > 1",
       "cents <- orders.total IDENTITY\nrows <- orders.total FILTER\n"},
      {"SELECT id FROM orders ORDER BY total + id",
       "id <- orders.id IDENTITY\nrows <- orders.id SORT, orders.total SORT\n"},
      {"SELECT id FROM orders LIMIT (SELECT max(quantity) FROM items)",
       "id <- orders.id IDENTITY\nrows <- items.quantity FILTER\n"},
  });
}

TEST_CASE("subqueries") {
  check({
      {"SELECT (SELECT max(total) FROM orders WHERE customer_id = c.id) AS best FROM customers c",
       "best <- customers.id FILTER, orders.customer_id FILTER, orders.total AGGREGATION\n"},
      {"SELECT name FROM customers c WHERE EXISTS (SELECT tags FROM orders WHERE customer_id = "
       "c.id)",
       "name <- customers.name IDENTITY\nrows <- customers.id FILTER, orders.customer_id FILTER\n"},
      {"SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE total > 5)",
       "name <- customers.name IDENTITY\n"
       "rows <- customers.id FILTER, orders.customer_id FILTER, orders.total FILTER\n"},
      {"SELECT id IN paid AS p FROM orders",
       "p <- orders.id TRANSFORMATION, orders.status FILTER, orders.total TRANSFORMATION\n"},
      {"SELECT s.n FROM (SELECT count(*) AS n, city FROM customers GROUP BY city) s WHERE s.n > 1",
       "n <- -\nrows <- customers.city GROUP_BY\n"},
      {"SELECT \"count(*)\" FROM (SELECT count(*), name FROM customers)", "count(*) <- -\n"},
      {"SELECT \"id:1\" FROM (SELECT c.id, o.id FROM customers c, orders o)",
       "id:1 <- orders.id IDENTITY\n"},
      {"SELECT (a, b) = (SELECT id, name FROM customers) AS same FROM (SELECT id a, tags b FROM "
       "orders)",
       "same <- customers.id TRANSFORMATION, customers.name TRANSFORMATION, "
       "orders.id TRANSFORMATION, orders.tags TRANSFORMATION\n"},
  });
}

TEST_CASE("WITH") {
  check({
      {"WITH t(a, b) AS (SELECT id, total FROM orders) SELECT b AS c FROM t WHERE a = 1",
       "c <- orders.total IDENTITY\nrows <- orders.id FILTER\n"},
      {"WITH orders AS (SELECT name AS total FROM customers) SELECT total FROM orders",
       "total <- customers.name IDENTITY\n"},
      {"WITH a AS (SELECT * FROM b), b AS (SELECT name FROM customers) SELECT name FROM a",
       "name <- customers.name IDENTITY\n"},
      {"WITH a AS (SELECT 1 AS n) SELECT n FROM (WITH a AS (SELECT id AS n FROM items JOIN "
       "customers ON 1) SELECT n FROM a)",
       "n <- customers.id IDENTITY\n"},
      {"WITH unused AS (SELECT absent FROM nowhere) SELECT id FROM orders",
       "id <- orders.id IDENTITY\n"},
      // Values wander from column to column, as often as it takes.
      {"WITH RECURSIVE r(a, b, c) AS (SELECT id, 0, 0 FROM customers UNION ALL "
       "SELECT total, a, b FROM r JOIN orders ON r.a = orders.id) SELECT c FROM r",
       "c <- customers.id IDENTITY, orders.total IDENTITY\n"
       "rows <- customers.id JOIN, orders.id JOIN, orders.total JOIN\n"},
      {"WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i "
       "FROM n",
       "i <- -\n"},
  });
}

TEST_CASE("compounds") {
  check({
      {"SELECT name FROM customers UNION ALL SELECT sku FROM items ORDER BY name",
       "name <- customers.name IDENTITY, items.sku IDENTITY\n"
       "rows <- customers.name SORT, items.sku SORT\n"},
      {"SELECT name FROM customers UNION SELECT sku FROM items",
       "name <- customers.name IDENTITY, items.sku IDENTITY\n"
       "rows <- customers.name GROUP_BY, items.sku GROUP_BY\n"},
      {"SELECT name FROM customers EXCEPT SELECT sku FROM items",
       "name <- customers.name IDENTITY\nrows <- customers.name FILTER, items.sku FILTER\n"},
      {"SELECT id, name FROM customers INTERSECT SELECT order_id, sku FROM items ORDER BY 2",
       "id <- customers.id IDENTITY\nname <- customers.name IDENTITY\n"
       "rows <- customers.id FILTER, customers.name FILTER SORT, items.order_id FILTER, "
       "items.sku FILTER\n"},
  });
}

TEST_CASE("views are what they stand for") {
  check({
      {"SELECT cents FROM paid", "cents <- orders.total IDENTITY\nrows <- orders.status FILTER\n"},
      {"SELECT c FROM renamed", "c <- customers.city TRANSFORMATION\n"},
      {"SELECT 1 AS one FROM ring",
       "one <- -\nrows <- ?\n? \"ring\" reads itself where it may not in the view \"ring\"\n"},
      {"SELECT * FROM broken",
       "absent <- ?\n? no column is called \"absent\" in the view \"broken\"\n"},
  });
  const auto lineage = lineage_of("SELECT cents FROM paid, items", shop());
  REQUIRE(lineage);
  CHECK(lineage->tables == std::vector<std::string>{"orders", "items"});
}

TEST_CASE("table functions: their columns come from their arguments") {
  check({
      {"SELECT o.id, j.value FROM orders o, json_each(o.tags) j",
       "id <- orders.id IDENTITY\nvalue <- orders.tags TRANSFORMATION\nrows <- orders.tags JOIN\n"},
      {"SELECT value FROM orders, json_each(tags) WHERE key > 1",
       "value <- orders.tags TRANSFORMATION\nrows <- orders.tags JOIN FILTER\n"},
      // Of a function that the catalogue knows, names are looked up.
      {"SELECT * FROM customers c, letters(c.name) l WHERE word <> letter",
       "id <- customers.id IDENTITY\nname <- customers.name IDENTITY\n"
       "city <- customers.city IDENTITY\nn <- customers.name TRANSFORMATION\n"
       "letter <- customers.name TRANSFORMATION\nrows <- customers.name JOIN FILTER\n"},
      {"SELECT lettre FROM customers, letters(name)",
       "lettre <- ?\nrows <- customers.name JOIN\n"
       "? no column is called \"lettre\"; did you mean \"letter\"?\n"},
      {"SELECT * FROM json_each('[1]')",
       "json_each.* <- ?\n? the columns of \"json_each.*\" are not known\n"},
      // A column of the function, or of the query around it: nobody can say without its columns.
      {"SELECT (SELECT count(*) FROM json_each('[1]') WHERE name = 1) AS n FROM customers",
       "n <- ?\n? \"name\" may be a column of a table function, whose columns are not known\n"},
      {"SELECT orders.id FROM json_each('[]') NATURAL JOIN orders",
       "id <- orders.id IDENTITY\nrows <- ?\n"
       "? \"NATURAL JOIN\" may be a column of a table function, whose columns are not known\n"},
  });
}

TEST_CASE("names that lead nowhere are told, and nothing is guessed") {
  check({
      {"SELECT nane FROM customers",
       "nane <- ?\n? no column is called \"nane\"; did you mean \"name\"?\n"},
      {"SELECT c.totl FROM customers c JOIN orders o ON o.customer_id = c.id WHERE o.totl > 1",
       "totl <- ?\nrows <- customers.id JOIN, orders.customer_id JOIN, ?\n"
       "? no column is called \"c.totl\"\n"
       "? no column is called \"o.totl\"; did you mean \"o.total\"?\n"},
      {"SELECT id FROM custommers",
       "id <- ?\nrows <- ?\n? no table is called \"custommers\"; did you mean \"customers\"?\n"},
      {"SELECT customers.id FROM customers c", "id <- ?\n? no table is called \"customers.id\"\n"},
      {"SELECT id FROM customers, orders", "id <- ?\n? several columns are called \"id\"\n"},
      {"SELECT x.* FROM customers", "x.* <- ?\n? no table is called \"x\"\n"},
      {"SELECT id FROM customers UNION SELECT id, name FROM customers",
       "id <- customers.id IDENTITY\nrows <- customers.id GROUP_BY\n"
       "? the numbers of columns differ at \"SELECT\"\n"},
      {"SELECT id FROM customers UNION SELECT id FROM orders ORDER BY absent",
       "id <- customers.id IDENTITY, orders.id IDENTITY\n"
       "rows <- customers.id GROUP_BY, orders.id GROUP_BY, ?\n"
       "? no column is called \"absent\"\n"},
      {"WITH t(a) AS (SELECT id, name FROM customers) SELECT a FROM t",
       "a <- customers.id IDENTITY\n? the numbers of columns differ at \"t\"\n"},
      {"WITH t AS (SELECT * FROM t) SELECT * FROM t",
       "t.* <- ?\nrows <- ?\n? \"t\" reads itself where it may not\n"},
      {"SELECT id FROM customers JOIN items USING (id)",
       "id <- customers.id IDENTITY\nrows <- ?\n? no column is called \"id\"\n"},
  });
}

TEST_CASE("a place in the text") {
  const std::string sql = "SELECT name,\n  absent FROM customers";
  const auto lineage = lineage_of(sql, shop());
  REQUIRE(lineage);
  REQUIRE(lineage->unresolved.size() == 1);
  const Span place = lineage->unresolved.front().place;
  CHECK(sql.substr(place.offset, place.length) == "absent");
}

TEST_CASE("what cannot be read, and what is too much") {
  check({
      {"SELECT FROM", "sql.parse"},
      {"", "sql.empty"},
      {"DELETE FROM customers", "sql.parse"},
  });
  // Each table of WITH reads the one before it twice over.
  std::string wide = "WITH t0 AS (SELECT * FROM customers)";
  for (int t = 1; t <= 12; ++t) {
    const std::string before = "t" + std::to_string(t - 1);
    wide +=
        ", t" + std::to_string(t) + " AS (SELECT a.*, b.* FROM " + before + " a, " + before + " b)";
  }
  CHECK(shown(wide + " SELECT 1 AS one FROM t12") == "lineage.too_much");
  std::string deep = "WITH t0 AS (SELECT id FROM customers)";
  for (int t = 1; t <= 300; ++t) {
    deep += ", t" + std::to_string(t) + " AS (SELECT id FROM t" + std::to_string(t - 1) + ")";
  }
  CHECK(shown(deep + " SELECT id FROM t300") == "lineage.too_deep");
  CHECK(shown(deep + " SELECT id FROM t50") == "id <- customers.id IDENTITY\n");
  std::string nested = "id";
  for (int depth = 0; depth < 40; ++depth) nested = "(SELECT " + nested + " FROM items)";
  CHECK(shown("SELECT " + nested + " AS n FROM customers") == "n <- customers.id IDENTITY\n");
}

TEST_CASE("every query of the parser's corpus that SQLite reads is followed") {
  LineageCatalog catalog;
  const auto add = [&](const char* name, std::vector<std::string> columns) {
    catalog.tables.push_back({.name = name, .columns = std::move(columns), .view = {}});
  };
  add("customers", {"id", "name", "city"});
  add("orders", {"id", "customer_id", "status", "amount", "placed_at"});
  add("items", {"order_id", "sku", "quantity"});
  add("few", {"id"});
  add("docs", {"id", "body"});
  add("odd names", {"select", "a b", "o'clock", "say \"hi\""});
  add("target", {"a", "b", "c"});
  add("sqlite_schema", {"type", "name", "tbl_name", "rootpage", "sql"});
  Twin twin;
  int followed = 0;
  for (const std::string& sql : corpus()) {
    const auto select = parse_query(sql);
    if (!select || twin.opinion(sql) != Opinion::kReads || !twin.words().empty()) continue;
    CAPTURE(sql);
    const auto lineage = lineage_of(*select, catalog, sql);
    REQUIRE(lineage);
    for (const UnresolvedName& each : lineage->unresolved) {
      INFO(unresolved_text(each));
      CHECK_FALSE(is_refused(each.kind));
    }
    ++followed;
  }
  CHECK(followed > 100);
}

}  // namespace
}  // namespace nightshift
