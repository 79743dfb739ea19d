#include "tests/unit/sql/twin.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "engine/table/cell.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

constexpr std::string_view kShop = R"(
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, city TEXT COLLATE NOCASE);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT, status TEXT, amount REAL, placed_at TEXT);
CREATE INDEX orders_by_customer ON orders (customer_id);
CREATE TABLE items (order_id INT, sku TEXT, quantity INT, PRIMARY KEY (order_id, sku)) WITHOUT ROWID;
CREATE TABLE few (id INT);
CREATE TABLE docs (id INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE "odd names" ("select" INT, "a b" TEXT, "o'clock" INT, "say ""hi""" INT);
CREATE TABLE target (a INTEGER PRIMARY KEY, b INT DEFAULT 7, c TEXT);
CREATE INDEX target_by_b ON target (b);
INSERT INTO customers VALUES (1, 'Ada', 'oslo'), (2, 'bob', 'Rome'), (3, 'Cleo', NULL);
INSERT INTO orders VALUES (1, 1, 'paid', 12.5, '2026-01-02'), (2, 1, 'open', 7, '2026-01-05'),
  (3, 2, 'paid', NULL, '2026-02-01'), (4, 9, NULL, 30, '2026-02-03'), (5, 2, 'Paid', 0.5, NULL);
INSERT INTO items VALUES (1, 'x', 2), (1, 'y', 1), (3, 'x', 5);
INSERT INTO few VALUES (1), (3), (NULL);
INSERT INTO docs VALUES (1, '{"a": 1, "b": [1, 2, 3]}'), (2, '{"a": "x", "b": []}');
INSERT INTO "odd names" VALUES (1, 'two', 3, 4);
INSERT INTO target (a, c) VALUES (1, 'one'), (2, 'two'), (3, NULL);
)";

// What the database holds: its schema, and the rows that statements of the corpus change.
constexpr std::array kDump = {
    "SELECT type, name, tbl_name FROM sqlite_schema UNION ALL SELECT type, name, tbl_name FROM "
    "sqlite_temp_schema",
    "SELECT s.name, x.name, x.type, x.\"notnull\", x.pk, x.hidden FROM sqlite_schema s, "
    "pragma_table_xinfo(s.name) x WHERE s.name IN ('t', "
    "'v', 'odd table')",
    "SELECT s.name, x.* FROM sqlite_schema s, pragma_index_list(s.name) i, "
    "pragma_index_xinfo(i.name) "
    "x WHERE s.name IN ('t', 'orders', 'customers')",
    "SELECT * FROM pragma_foreign_key_list('t')", "SELECT * FROM target"};

// Words with which SQLite refuses what it has read to its end.
constexpr std::array kAfterReading = {"no such column",        "no such table", "no such function",
                                      "ambiguous column name", "misuse of",     "wrong number of",
                                      "no such collation",     "no such index"};

bool begins_with_any(std::string_view text, const auto& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const char* beginning) { return text.starts_with(beginning); });
}

bool is_syntax(std::string_view words) {
  return words.find("syntax error") != words.npos || words.starts_with("incomplete input") ||
         words.starts_with("unrecognized token");
}

}  // namespace

std::vector<std::string> corpus() {
  std::ifstream file(NIGHTSHIFT_SOURCE_DIR "/tests/unit/sql/corpus.sql");
  std::vector<std::string> statements;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && !line.starts_with("--")) statements.push_back(line);
  }
  REQUIRE(statements.size() > 200);
  return statements;
}

Twin::Twin() : connection_({}) { REQUIRE(connection_.execute(kShop).has_value()); }

Opinion Twin::opinion(const std::string& sql) {
  const auto statement = connection_.prepare(sql);
  words_ = statement ? "" : statement.error().message;
  if (statement) return statement->is_empty() ? Opinion::kUnknown : Opinion::kReads;
  // Of a CREATE's names some are looked up on the way.
  const bool looks_up_later = !std::string_view(sql).starts_with("CREATE");
  if (looks_up_later && begins_with_any(words_, kAfterReading)) return Opinion::kReads;
  return is_syntax(words_) ? Opinion::kRefuses : Opinion::kUnknown;
}

std::string Twin::rows(const std::string& sql) {
  auto statement = connection_.prepare(sql);
  if (!statement) return "refused: " + statement.error().message + "\n";
  std::string text;
  auto row = statement->step();
  for (; row && *row; row = statement->step()) {
    for (int column = 0; column < statement->column_count(); ++column) {
      const Cell cell = statement->cell(column);
      text += std::to_string(cell.index()) + ':' + cell_text(cell) + '|';
    }
    text += '\n';
  }
  return row ? text : text + "failed: " + row.error().message + "\n";
}

std::string Twin::effect(const std::string& sql) {
  REQUIRE(connection_.execute("BEGIN").has_value());
  std::string text = rows(sql);
  for (const char* dump : kDump) text += rows(dump);
  if (connection_.in_transaction()) REQUIRE(connection_.execute("ROLLBACK").has_value());
  return text;
}

}  // namespace nightshift
