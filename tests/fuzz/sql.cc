// Any bytes as SQL. What is read is printed, and what is printed is read as the same tree.

#include <cstdint>

#include "engine/sql/parse.h"
#include "engine/sql/print.h"
#include "engine/sql/walk.h"
#include "tests/fuzz/promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nightshift;
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
    const std::string printed = print(statement);
    // What is printed has more parentheses here and there, so it may be deeper.
    const auto again = parse_statement(printed, {.depth_max = 600});
    fuzz::expect(again.has_value(), "what is printed is read");
    fuzz::expect(*again == statement, "it is the same tree");
    fuzz::expect(print(*again) == printed, "it is printed alike");
  }
  return 0;
}
