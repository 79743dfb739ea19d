#include "engine/sql/walk.h"

#include "engine/sql/parse.h"
#include "engine/sql/print.h"
#include "tests/support/catch.h"
#include "tests/unit/sql/twin.h"

namespace nightshift {
namespace {

std::string joined_prints(const auto& nodes) {
  std::string all;
  for (const auto* node : nodes) all += (all.empty() ? "" : " ; ") + print(*node);
  return all;
}

TEST_CASE("the parts of a node are what stands directly in it") {
  const auto tree = *parse_statement(
      "WITH c AS (SELECT 1) SELECT a, sum(b) FROM t JOIN (SELECT 2) ON x = y "
      "WHERE a IN (SELECT 3) GROUP BY g HAVING h ORDER BY o LIMIT l OFFSET k");
  const ConstParts top = parts_of(tree);
  CHECK(top.expressions.empty());
  REQUIRE(top.selects.size() == 1);
  const ConstParts parts = parts_of(*top.selects[0]);
  CHECK(joined_prints(parts.expressions) ==
        "a ; sum(b) ; x = y ; a IN (SELECT 3) ; g ; h ; o ; l ; k");
  CHECK(joined_prints(parts.selects) == "SELECT 1 ; SELECT 2");
  const ConstParts of_in = parts_of(*parts.expressions[3]);
  CHECK(joined_prints(of_in.expressions) == "a");
  CHECK(joined_prints(of_in.selects) == "SELECT 3");
}

TEST_CASE("all parts are found, at any depth") {
  const auto tree = *parse_statement(
      "INSERT INTO t SELECT f(a ORDER BY b) FILTER (WHERE c) OVER (PARTITION BY d ORDER BY e ROWS "
      "g "
      "PRECEDING) WHERE EXISTS (SELECT CASE h WHEN i THEN j ELSE k END) ON CONFLICT (m) WHERE n "
      "DO UPDATE SET o = p WHERE q RETURNING r");
  std::string names;
  for (const Expr* expr : all_parts_of(tree).expressions) {
    if (const auto* column = std::get_if<ColumnExpr>(&expr->node)) names += column->column;
  }
  CHECK(names == "mnpqrabcdeghijk");
  CHECK(all_parts_of(tree).selects.size() == 2);
}

TEST_CASE("every part can be changed where it stands") {
  auto tree = *parse_statement("SELECT 1 + 2 FROM (SELECT 3 WHERE 4 IN (5, (SELECT 6)))");
  for (Expr* expr : all_parts_of(tree).expressions) {
    if (auto* literal = std::get_if<LiteralExpr>(&expr->node)) literal->text += "0";
  }
  CHECK(print(tree) == "SELECT 10 + 20 FROM (SELECT 30 WHERE 40 IN (50, (SELECT 60)))");
}

TEST_CASE("no literal of the corpus is missed") {
  for (const std::string& sql : corpus()) {
    auto tree = parse_statement(sql);
    REQUIRE(tree.has_value());
    for (Expr* expr : all_parts_of(*tree).expressions) {
      if (std::holds_alternative<LiteralExpr>(expr->node)) {
        *expr = {.node = ColumnExpr{.column = "gone"}};
      }
    }
    const std::string printed = print(*tree);
    CAPTURE(printed);
    const auto again = parse_statement(printed);
    if (!again) continue;  // a DEFAULT and its like stand only with a value
    for (const Expr* expr : all_parts_of(std::as_const(*again)).expressions) {
      const auto* literal = std::get_if<LiteralExpr>(&expr->node);
      CHECK((literal == nullptr || literal->kind == LiteralKind::kText ||
             literal->kind == LiteralKind::kTrue));
    }
  }
}

}  // namespace
}  // namespace nightshift
