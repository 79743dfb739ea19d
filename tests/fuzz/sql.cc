// Any bytes as SQL. What is read is printed, and what is printed is read as the same tree. Queries
// are followed over a few tables, twice the same way; rules look at them, and mistakes are made in
// them, as the judge does in answers.

#include <cstdint>
#include <utility>
#include <variant>

#include "engine/sql/lineage.h"
#include "engine/sql/parse.h"
#include "engine/sql/print.h"
#include "engine/sql/walk.h"
#include "engine/warehouse/scratch.h"
#include "grader/judge/mutants.h"
#include "grader/judge/query_facts.h"
#include "grader/lint/declared.h"
#include "tests/fuzz/promise.h"

namespace {

using namespace nightshift;

// Names that the seeds have, with a view among them.
LineageCatalog catalog() {
  LineageCatalog catalog;
  catalog.tables.push_back({"t", {"a", "b", "x"}, {}, {}});
  catalog.tables.push_back({"orders", {"id", "customer_id", "status", "amount"}, 0, {}});
  catalog.tables.push_back({"customers", {"id", "name", "city"}, {}, {}});
  if (auto view = parse_query("SELECT id, amount + 1 AS a FROM orders WHERE status = 'paid'")) {
    catalog.tables.push_back({"v", {}, {}, std::move(*view)});
  }
  catalog.functions.push_back({"json_each", {"key", "value"}, {"json"}});
  return catalog;
}

void follow(const Select& select) {
  static const LineageCatalog tables = catalog();
  const LineageLimits limits{.work_max = 200'000};
  const auto lineage = lineage_of(select, tables, {}, limits);
  if (!lineage) {
    fuzz::expect_words(lineage.error());
    return;
  }
  for (const UnresolvedName& name : lineage->unresolved) {
    fuzz::expect(!unresolved_text(name).empty(), "what was not followed is told");
  }
  const auto again = lineage_of(select, tables, {}, limits);
  fuzz::expect(again.has_value() && *again == *lineage, "equal queries have equal lineage");
}

ScratchSchema declared() {
  const auto database = ScratchDatabase::create(
      "CREATE TABLE t (a, b INTEGER, x TEXT);"
      "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT);"
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers,"
      " status TEXT, amount REAL)",
      {});
  fuzz::expect(database.has_value(), "the tables can be made");
  return database->schema();
}

void look_at(const Select& select, std::string_view sql) {
  static const ScratchSchema schema = declared();
  static const LintSchema lint_tables = lint_schema(schema);
  // A script of several statements is no query.
  if (const auto findings = lint_query(sql, lint_tables)) {
    for (const LintFinding& finding : *findings) {
      fuzz::expect(!finding.message.empty(), "a finding says what is wrong");
      fuzz::expect(finding.place.offset + finding.place.length <= sql.size(),
                   "a finding lies in the text");
    }
  }
  static_cast<void>(facts_of(select, schema));
  constexpr std::size_t kMutantsMax = 12;
  for (const Mutant& mutant : mutants_of(select, schema, {.mutants_max = kMutantsMax})) {
    fuzz::expect(mutant.sql != print(select), "a mutant is another query");
    fuzz::expect(mutant.place.offset + mutant.place.length <= sql.size(), "it has its place");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view sql(reinterpret_cast<const char*>(data), size);
  const auto script = parse_script(sql);
  if (!script) {
    fuzz::expect_words(script.error());
    return 0;
  }
  for (const SqlStatement& statement : *script) {
    fuzz::expect(statement.span.offset + statement.span.length <= size, "spans lie in the text");
    for (const Expr* expr : all_parts_of(statement).expressions) {
      fuzz::expect(expr->span.offset + expr->span.length <= size, "spans lie in the text");
    }
    if (const auto* select = std::get_if<Select>(&statement.node)) {
      follow(*select);
      look_at(*select, sql);
    }
    const std::string printed = print(statement);
    // What is printed has more parentheses here and there, so it may be deeper.
    const auto again = parse_statement(printed, {.depth_max = 600});
    fuzz::expect(again.has_value(), "what is printed is read");
    fuzz::expect(*again == statement, "it is the same tree");
    fuzz::expect(print(*again) == printed, "it is printed alike");
  }
  return 0;
}
