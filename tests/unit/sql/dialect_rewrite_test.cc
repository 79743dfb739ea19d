// What other databases say, rewritten, and what it gives when it runs.
#include "engine/sql/dialect.h"
#include "engine/sql/parse.h"
#include "engine/sql/print.h"
#include "engine/table/cell.h"
#include "engine/warehouse/warehouse.h"
#include "tests/support/catch.h"
#include "tests/unit/sql/random_tree.h"
#include "tests/unit/sql/twin.h"

namespace nightshift {
namespace {

constexpr std::int64_t kNow = 1'773'500'000'000'000;  // 2026-03-14 14:53:20

Warehouse shop() {
  Warehouse warehouse({.now_unix_us = kNow, .seed = 7});
  const TableSchema orders{.name = "orders",
                           .columns = {{.name = "id", .type = ColumnType::kInteger},
                                       {.name = "city", .type = ColumnType::kText},
                                       {.name = "cents", .type = ColumnType::kInteger},
                                       {.name = "placed", .type = ColumnType::kText}}};
  const TableSchema cities{.name = "cities",
                           .columns = {{.name = "city", .type = ColumnType::kText},
                                       {.name = "land", .type = ColumnType::kText}}};
  REQUIRE(warehouse.create_table(orders).has_value());
  REQUIRE(warehouse.create_table(cities).has_value());
  REQUIRE(warehouse
              .load_csv(orders,
                        "id,city,cents,placed\n1,Oslo,500,2026-01-31 10:20:30\n"
                        "2,Oslo,700,2026-02-01 00:00:00\n3,Rome,300,2026-03-17 09:30:00\n"
                        "4,Rome,900,2026-03-18 23:59:59\n",
                        "orders.csv")
              .has_value());
  REQUIRE(warehouse.load_csv(cities, "city,land\nOslo,NO\nRome,IT\n", "cities.csv").has_value());
  return warehouse;
}

std::string told(const Error& error) { return error.code + ": " + error.message; }

// The rewritten text, or the error.
std::string words(std::string_view sql) {
  const auto rewriting = in_sqlite_words(sql);
  return rewriting ? rewriting->sql : told(rewriting.error());
}

// The rows, cells with "|" and rows with ";" between; `head`: the names of the columns first.
std::string rows(const Table& table, bool head) {
  std::string text;
  for (const Column& column : table.columns) text += (text.empty() ? "" : "|") + column.name;
  if (!head) text.clear();
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (!text.empty()) text += ';';
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
      text += (at == 0 ? "" : "|") + cell_text(table.columns[at].cells[row]);
    }
  }
  return text;
}

std::string run(std::string_view sql, bool head = false) {
  Warehouse warehouse = shop();
  const TableColumns columns = [&](const TableName& table) {
    std::vector<std::string> names;
    const TableSchema* schema = warehouse.find_table(table.name);
    if (schema == nullptr) return names;
    for (const ColumnSchema& column : schema->columns) names.push_back(column.name);
    return names;
  };
  const auto rewriting = in_sqlite_words(sql, columns);
  if (!rewriting) return told(rewriting.error());
  const auto outcome = warehouse.query(rewriting->sql, {});
  if (!outcome) return rewriting->sql + " -> " + told(outcome.error());
  // What runs has nothing foreign left.
  const auto again = in_sqlite_words(rewriting->sql, columns);
  CHECK((again && again->sql == rewriting->sql));
  return rows(outcome->table, head);
}

std::string with_head(std::string_view sql) { return run(sql, true); }

std::string value(std::string_view expression) { return run("SELECT " + std::string(expression)); }

TEST_CASE("rewritten: what SQLite reads comes back byte for byte") {
  for (const std::string& sql : corpus()) {
    const auto rewriting = in_sqlite_words(sql);
    const bool has_foreign_types = sql.find("CAST") != sql.npos;
    if (has_foreign_types) continue;
    INFO(sql);
    REQUIRE(rewriting.has_value());
    CHECK(rewriting->sql == sql);
    CHECK(rewriting->notes.empty());
  }
  for (const char* sql :
       {"", ";", "SELECT", "SELECT 1; SELECT 2", "SELEC x::date", "SELECT ((", "-- nothing",
        "SELECT  CAST( x AS bigint ) , CAST(x AS varchar(3)), current_date -- a comment",
        "SELECT string_agg(x, ',' ORDER BY y), if(a, b, c), date_trunc('month', d) FROM t",
        "SELECT day, month AS top FROM fetch", "SELECT top FROM t", "SELECT a - b, now FROM t"}) {
    INFO(sql);
    CHECK(words(sql) == sql);
  }
}

TEST_CASE("rewritten: only what is foreign changes") {
  CHECK(words("SELECT a,  b ::date , /* c */ c FROM t") ==
        "SELECT a,  date(b) AS b , /* c */ c FROM t");
  CHECK(words("WITH q AS (SELECT  1) SELECT x  FROM q WHERE (d::date)  > 1 AND   e") ==
        "WITH q AS (SELECT  1) SELECT x  FROM q WHERE date(d)  > 1 AND   e");
  CHECK(words("SELECT nvl( extract(year from  d ), 0 )  FROM t") ==
        "SELECT coalesce(date_part('year', d), 0)  FROM t");
  CHECK(words("INSERT INTO  t SELECT nvl(a, 1) FROM u") ==
        "INSERT INTO  t SELECT coalesce(a, 1) FROM u");
}

TEST_CASE("rewritten: notes say what became of it, in the order of the text") {
  const auto rewriting = in_sqlite_words("SELECT TOP 3 nvl(x::date, 1) FROM t WHERE a ILIKE 'x'");
  REQUIRE(rewriting.has_value());
  std::string notes;
  for (const RewriteNote& note : rewriting->notes) {
    notes += note.rule + ": " + note.before + " -> " + note.after + '\n';
  }
  CHECK(notes ==
        "select_top: SELECT TOP 3 -> SELECT\n"
        "function: nvl(x::date, 1) -> coalesce(date(x), 1)\n"
        "cast_colons: x::date -> date(x)\n"
        "ilike: a ILIKE 'x' -> a LIKE 'x'\n");
  CHECK(rewriting->notes[2].place.offset == 17);
  CHECK(rewriting->notes[3].remark == "LIKE ignores the case of the letters A to Z here.");
}

TEST_CASE("rewritten: casts") {
  CHECK(value("'12'::int + 1, '7'::bigint, 2.9::int") == "13|7|2");
  CHECK(value("'1.5'::float, '1.5'::double precision, 3::real / 2") == "1.5|1.5|1.5");
  CHECK(value("12::text || 'x', 12::varchar(5) || 'x', 12::character varying(9)") == "12x|12x|12");
  CHECK(value("12.345::numeric(10, 2), CAST('2.5' AS DECIMAL(4,0)), '3'::numeric") == "12.35|3|3");
  CHECK(value("'2026-03-01'::date, CAST('2026-03-01 09:30' AS DATE)") == "2026-03-01|2026-03-01");
  CHECK(value("'2026-03-01'::timestamp, '2026-03-01T09:30Z'::timestamptz, 'now'::timestamp") ==
        "2026-03-01 00:00:00|2026-03-01 09:30:00|2026-03-14 14:53:20");
  CHECK(value("'now'::timestamp with time zone") == "2026-03-14 14:53:20");
  CHECK(value("'true'::boolean, 'F'::bool, 0::boolean, 2::boolean, NULL::boolean") ==
        "1|0|0|1|NULL");
  CHECK(value("NOT 0::boolean") == "1");
  CHECK(value("'a'::text = 'a' AND CAST(5 AS STRING) = '5'") == "1");
  CHECK(with_head("SELECT placed::date FROM orders WHERE id = 1") == "placed;2026-01-31");
  CHECK(run("SELECT placed FROM (SELECT placed::date, id FROM orders) ORDER BY id LIMIT 1") ==
        "2026-01-31");
  CHECK(words("SELECT x::geometry") ==
        "sql.not_supported: The type geometry has no counterpart here.");
  CHECK(words("SELECT CAST(x AS INTERVAL)").starts_with("sql.not_supported"));
  CHECK(words("SELECT '2026-02-30'::date").starts_with("sql.no_such_moment"));
}

TEST_CASE("rewritten: dates as literals are looked at") {
  CHECK(value("DATE '2026-02-28', TIMESTAMP '2026-02-28 10:00', TIME '09:30'") ==
        "2026-02-28|2026-02-28 10:00:00|09:30");
  CHECK(words("SELECT DATE '2026-02-30'") ==
        "sql.no_such_moment: There is no day or time '2026-02-30'.");
  CHECK(words("SELECT TIMESTAMP 'soon'").starts_with("sql.no_such_moment"));
  CHECK(in_sqlite_words("SELECT 1,\n  DATE '2026-02-30'").error().where.line == 2);
  CHECK(in_sqlite_words("SELECT 1,\n  DATE '2026-02-30'").error().where.column == 3);
}

TEST_CASE("rewritten: intervals") {
  CHECK(value("DATE '2026-01-31' + INTERVAL '1 month'") == "2026-02-28");
  CHECK(value("DATE '2026-01-31' - INTERVAL 3 MONTH") == "2025-10-31");
  CHECK(value("INTERVAL '1 year 2 days' + DATE '2026-01-31'") == "2027-02-02");
  CHECK(value("now() - INTERVAL '2 hours'") == "2026-03-14 12:53:20");
  CHECK(value("DATE '2026-01-31' - INTERVAL '1' DAY") == "2026-01-30");
  CHECK(value("DATE '2026-01-31' - INTERVAL '-1 day'") == "2026-02-01");
  CHECK(value("date_trunc('month', DATE '2026-02-10') + INTERVAL '1 month' - INTERVAL '1 day'") ==
        "2026-02-28");
  CHECK(run("SELECT id FROM orders WHERE placed < '2026-03-17' + 3 * INTERVAL '1 day' "
            "AND placed >= date '2026-03-15' + id * INTERVAL '1 day'") == "");
  CHECK(run("SELECT DATE '2026-01-01' + id * INTERVAL '2 days' FROM orders WHERE id < 3") ==
        "2026-01-03;2026-01-05");
  CHECK(value("date_add(DATE '2026-01-31', INTERVAL 1 DAY), date_sub('2026-01-31', INTERVAL 1 "
              "DAY), date_add('2026-01-31', 2)") == "2026-02-01|2026-01-30|2026-02-02");
  CHECK(words("SELECT d + INTERVAL '1.5 days'").starts_with("sql.not_supported"));
  CHECK(words("SELECT d + INTERVAL 'a while'").starts_with("sql.not_supported"));
  CHECK(words("SELECT INTERVAL '1 day'") ==
        "sql.not_supported: An INTERVAL that is not added to a date has no counterpart here.");
  CHECK(words("SELECT d - INTERVAL n DAY FROM t").starts_with("sql.not_supported"));
}

TEST_CASE("rewritten: days and numbers") {
  CHECK(value("CURRENT_DATE - 7, CURRENT_DATE + 1") == "2026-03-07|2026-03-15");
  CHECK(value("DATE '2026-03-01' - DATE '2026-02-01'") == "28");
  CHECK(run("SELECT placed::date - DATE '2026-01-01' FROM orders WHERE id = 1") == "30");
  CHECK(words("SELECT d - 7, d - e") == "SELECT d - 7, d - e");
}

TEST_CASE("rewritten: parts and units") {
  CHECK(value("extract(year FROM DATE '2026-03-17'), extract(dow FROM '2026-03-15')") == "2026|0");
  CHECK(words("SELECT extract(day FROM (a - b))").starts_with("sql.not_supported"));
  CHECK(words("SELECT extract(century FROM d)").starts_with("sql.not_supported"));
  CHECK(value("dateadd(day, 1, '2026-01-31'), datediff(month, '2026-01-31', '2026-02-01')") ==
        "2026-02-01|1");
  CHECK(value("date_trunc('2026-03-17', MONTH), date_trunc(month, '2026-03-17')") ==
        "2026-03-01|2026-03-01");
  CHECK(value("date_diff('2026-02-01', '2026-01-31', DAY), datediff('2026-02-01', '2026-01-30')") ==
        "1|2");
  CHECK(words("SELECT date_trunc(d, e), dateadd('day', 1, d), date_part('year', d)") ==
        "SELECT date_trunc(d, e), dateadd('day', 1, d), date_part('year', d)");
}

TEST_CASE("rewritten: masks") {
  CHECK(value("to_char('2026-03-17 09:30:05', 'YYYY-MM-DD\"T\"HH24:MI:SS')") ==
        "2026-03-17T09:30:05");
  CHECK(value("to_char('2026-03-17', 'yyyy/mm'), to_char(12)") == "2026/03|12");
  CHECK(value("date_format('2026-03-17 09:30:05', '%Y %i %s')") == "2026 30 05");
  CHECK(value("strftime('2026-03-17', '%d.%m.'), format_date('%Y', '2026-03-17')") ==
        "17.03.|2026");
  CHECK(value("strftime('%Y', '2026-03-17')") == "2026");
  CHECK(words("SELECT to_char(d, 'FMMonth')").starts_with("sql.not_supported"));
  CHECK(words("SELECT to_char(d, '999.99')").starts_with("sql.not_supported"));
  CHECK(words("SELECT to_char(d, m)").starts_with("sql.not_supported"));
  CHECK(words("SELECT date_format(d, '%W')").starts_with("sql.not_supported"));
  CHECK(words("SELECT date_format(d, 'yyyy-MM')").starts_with("sql.not_supported"));
  CHECK(words("SELECT date_format(d, '%')").starts_with("sql.not_supported"));
}

TEST_CASE("rewritten: functions") {
  CHECK(value("nvl(NULL, 1), nvl2(NULL, 1, 2), iff(1 > 2, 'a', 'b'), zeroifnull(NULL)") ==
        "1|2|b|0");
  CHECK(value("len('abc'), charindex('b', 'abc'), strpos('abc', 'c'), position('b' IN 'abc')") ==
        "3|2|3|2");
  CHECK(run("SELECT position('m' IN city), position('m' in lower(city)), position('s' in o.city) "
            "FROM orders o WHERE id = 3") == "3|3|0");
  CHECK(value("starts_with('abc', 'ab'), NOT starts_with('abc', 'b'), contains('abc', 'x')") ==
        "1|1|0");
  CHECK(value("now(), today(), getdate(), CURRENT_DATE()") ==
        "2026-03-14 14:53:20|2026-03-14|2026-03-14 14:53:20|2026-03-14");
  CHECK(value("last_day('2026-02-03'), make_date(2026, 2, 3), add_months('2026-01-31', 1)") ==
        "2026-02-28|2026-02-03|2026-02-28");
  CHECK(value("from_unixtime(86400), unix_timestamp('1970-01-02')") == "1970-01-02 00:00:00|86400");
  CHECK(value("concat('a', NULL, 'b'), concat_ws('-', 'a', 'b'), coalesce(NULL, 2)") == "ab|a-b|2");
  CHECK(run("SELECT approx_count_distinct(city), countif(cents > 400) FILTER (WHERE id < 4), "
            "any_value(city) FROM orders") == "2|2|Oslo");
  CHECK(run("SELECT listagg(id, '-' ORDER BY id DESC), listagg(id) FROM orders") == "4-3-2-1|1234");
  CHECK(run("SELECT LISTAGG(id, ',') WITHIN GROUP (ORDER BY cents) FROM orders") == "3,1,2,4");
  CHECK(run("SELECT string_agg(id, ',' ORDER BY cents) FROM orders") == "3,1,2,4");
  CHECK(run("SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY cents) FROM orders") == "600.0");
  CHECK(words("SELECT regexp_replace(a, b, c)") ==
        "sql.not_supported: Regexp_replace() has no counterpart here.");
  CHECK(words("SELECT contains(a, b) OVER ()").starts_with("sql.not_supported"));
}

TEST_CASE("rewritten: operators") {
  CHECK(value("'Oslo' ILIKE 'o%', 'Oslo' NOT ILIKE 'O%', NULL <=> NULL, 1 <=> NULL") == "1|0|1|0");
  CHECK(words("SELECT (a) ILIKE b AND c") == "SELECT (a LIKE b) AND c");
  CHECK(words("SELECT (a ILIKE b) = c") == "SELECT (a LIKE b) = c");
}

TEST_CASE("rewritten: how many rows") {
  CHECK(run("SELECT TOP 2 id FROM orders ORDER BY cents DESC") == "4;2");
  CHECK(run("SELECT DISTINCT TOP 1 city FROM orders ORDER BY city") == "Oslo");
  CHECK(run("SELECT (SELECT TOP (1) id FROM orders ORDER BY cents) AS a") == "3");
  CHECK(run("SELECT id FROM orders ORDER BY id FETCH FIRST 2 ROWS ONLY") == "1;2");
  CHECK(run("SELECT id FROM orders ORDER BY id FETCH NEXT ROW ONLY") == "1");
  CHECK(run("SELECT id FROM orders ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY") == "2;3");
  CHECK(run("SELECT city FROM orders UNION DISTINCT SELECT 'Rome' ORDER BY 1") == "Oslo;Rome");
  CHECK(words("SELECT TOP 1 a FROM t UNION SELECT 2").starts_with("sql.not_supported"));
  CHECK(words("SELECT a FROM t FETCH FIRST 1 + 1 ROWS ONLY").starts_with("sql.not_supported"));
  CHECK(words("SELECT a FROM t FETCH FIRST 1 ROWS WITH TIES").starts_with("sql.not_supported"));
}

TEST_CASE("rewritten: QUALIFY") {
  CHECK(run("SELECT id, city FROM orders QUALIFY row_number() OVER (PARTITION BY city ORDER BY "
            "cents DESC) = 1 ORDER BY city") == "2|Oslo;4|Rome");
  CHECK(
      with_head("SELECT *, rank() OVER (ORDER BY cents) AS place FROM orders QUALIFY place = 2") ==
      "id|city|cents|placed|place;1|Oslo|500|2026-01-31 10:20:30|2");
  CHECK(with_head("SELECT id, count(*) OVER w FROM orders WINDOW w AS (PARTITION BY city) QUALIFY "
                  "sum(cents) OVER w = 1200 ORDER BY cents DESC LIMIT 1") ==
        "id|count(*) OVER w;4|2");
  CHECK(run("SELECT city, sum(cents) AS s FROM orders GROUP BY city QUALIFY rank() OVER (ORDER BY "
            "s DESC) = 1 ORDER BY city") == "Oslo|1200;Rome|1200");
  CHECK(run("SELECT DISTINCT city FROM orders QUALIFY count(*) OVER (PARTITION BY city) = 2 ORDER "
            "BY city DESC") == "Rome;Oslo");
  CHECK(with_head("SELECT a.id, b.id FROM orders a JOIN orders b ON a.id = b.id QUALIFY "
                  "row_number() OVER (ORDER BY a.id) = 1") == "id|id;1|1");
  CHECK(run("SELECT id FROM orders WHERE id IN (SELECT id FROM orders QUALIFY row_number() OVER "
            "(ORDER BY cents) = 1)") == "3");
  CHECK(run("SELECT id FROM orders WHERE id = 9 UNION ALL SELECT id FROM orders QUALIFY "
            "row_number() OVER (ORDER BY cents) = 1") == "3");
  CHECK(run("SELECT id FROM orders ORDER BY cents FETCH FIRST ROW ONLY") == "3");
  CHECK(words("SELECT * FROM t QUALIFY row_number() OVER (ORDER BY a) = 1") ==
        "sql.not_supported: A star whose columns are not known has no counterpart here.");
}

TEST_CASE("rewritten: stars without some columns") {
  CHECK(with_head("SELECT * EXCLUDE (placed, cents) FROM orders WHERE id = 1") == "id|city;1|Oslo");
  CHECK(with_head("SELECT * EXCEPT (placed) FROM orders WHERE id = 1") ==
        "id|city|cents;1|Oslo|500");
  CHECK(with_head("SELECT o.* EXCLUDE (placed), land FROM orders o JOIN cities USING (city) WHERE "
                  "id = 3") == "id|city|cents|land;3|Rome|300|IT");
  CHECK(with_head("SELECT * EXCLUDE (placed) FROM orders JOIN cities USING (city) WHERE id = 3") ==
        "id|city|cents|land;3|Rome|300|IT");
  CHECK(with_head("WITH q AS (SELECT id, city AS c FROM orders), r(x, y) AS (SELECT * FROM q) "
                  "SELECT * EXCLUDE (id, x) FROM q JOIN r ON x = id WHERE id = 1") ==
        "c|y;Oslo|Oslo");
  CHECK(words("SELECT * EXCLUDE (a) FROM (SELECT a, b FROM t) s") ==
        "SELECT s.b FROM (SELECT a, b FROM t) s");
  CHECK(words("SELECT * EXCLUDE (a) FROM t").starts_with("sql.not_supported"));
  CHECK(words("SELECT * EXCLUDE (a) FROM (SELECT a)").starts_with("sql.not_supported"));
  CHECK(words("WITH t AS (SELECT * FROM t) SELECT * EXCLUDE (a) FROM t")
            .starts_with("sql.not_supported"));
}

TEST_CASE("rewritten: what has no counterpart is named where it stands") {
  const auto rewriting = in_sqlite_words("SELECT a, try_cast(b AS int) FROM t");
  REQUIRE(!rewriting.has_value());
  CHECK(rewriting.error().code == "sql.not_supported");
  CHECK(rewriting.error().where.column == 11);
  CHECK(!rewriting.error().remedy.empty());
  CHECK(words("SELECT DISTINCT ON (a) b FROM t").starts_with("sql.not_supported: DISTINCT ON"));
  CHECK(words("SELECT a, sum(b) FROM t GROUP BY ALL").starts_with("sql.not_supported: BY ALL"));
  CHECK(words("SELECT distinct FROM t") == "SELECT distinct FROM t");
}

std::string repeated(int count, const std::string& text) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

TEST_CASE("rewritten: a text cannot make more of itself than it may") {
  const std::string nested =
      "SELECT " + repeated(100, "starts_with(1, ") + "2" + repeated(100, ")");
  CHECK(words(nested).size() < 10'000);
  CHECK(words("SELECT d + INTERVAL '" + repeated(9, "1 day ") + "'").starts_with("sql.not"));
  CHECK(words("SELECT d + INTERVAL '" + repeated(8, "1 day ") + "'").starts_with("SELECT dateadd"));
  const std::string qualified = "SELECT max(a" + repeated(300, ", a") + ") AS s FROM t QUALIFY s";
  CHECK(words(qualified + repeated(20, " OR s")).starts_with("SELECT s FROM"));
  CHECK(words(qualified + repeated(100, " OR s")).starts_with("sql.not_supported"));
  const std::string star = "SELECT 1" + repeated(1900, ", 1") + " FROM t QUALIFY 1";
  CHECK(words(star).starts_with("SELECT \"1\""));
  CHECK(words("SELECT 1" + repeated(2000, ", 1") + " FROM t QUALIFY 1").starts_with("sql.not"));
  std::string with = "WITH t0 AS (SELECT 1 AS a)";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "t" + std::to_string(i - 1);
    with += ", t" + std::to_string(i) + " AS (SELECT * FROM " + before + ", " + before + ")";
  }
  CHECK(words(with + " SELECT * EXCLUDE (b) FROM t39").starts_with("sql.not_supported"));
  CHECK(words(with + " SELECT * EXCLUDE (b) FROM t2").find("SELECT t2.a, t2.a") != with.npos);
}

TEST_CASE("rewritten: odd types") {
  CHECK(words("SELECT CAST(x AS numeric \"a(b,?9\")") == "SELECT CAST(x AS numeric \"a(b,?9\")");
  CHECK(words("SELECT CAST(x AS numeric(3,-1))") == "SELECT CAST(x AS numeric(3,-1))");
  CHECK(words("SELECT CAST(1 AS ), CAST(1 AS \"my type\")") ==
        "SELECT CAST(1 AS ), CAST(1 AS \"my type\")");
  CHECK(words("SELECT x::\"text\"") == "SELECT CAST(x AS TEXT) AS x");
}

// Any tree, printed: it is rewritten, or an error says where.
TEST_CASE("rewritten: any tree") {
  int rewritten = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const std::string sql = print(RandomTree(seed).select(2));
    const auto rewriting = in_sqlite_words(sql);
    INFO(sql);
    if (!rewriting) {
      CHECK(rewriting.error().code.starts_with("sql."));
      CHECK(rewriting.error().where.line.has_value());
      continue;
    }
    CHECK((rewriting->sql == sql) == rewriting->notes.empty());
    CHECK(parse_statement(rewriting->sql).has_value());
    if (rewriting->sql != sql) ++rewritten;
  }
  CHECK(rewritten > 10);
}

}  // namespace
}  // namespace nightshift
