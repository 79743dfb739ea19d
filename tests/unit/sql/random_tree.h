// Random trees: everything that the parser can make, and much that nobody would write.
#pragma once

#include <string>
#include <vector>

#include "engine/base/random.h"
#include "engine/sql/syntax_statement.h"

namespace nightshift {

class RandomTree {
 public:
  explicit RandomTree(std::uint64_t seed) : chance_(seed, "trees") {}

  Select select(int depth);
  Expr expression(int depth);

 private:
  template <typename Enum>
  Enum any_of(int count) {
    return static_cast<Enum>(chance_.below(static_cast<std::uint64_t>(count)));
  }
  bool sometimes(std::uint64_t one_in) { return chance_.below(one_in) == 0; }
  std::string name();
  Expr leaf();
  Expr call(int depth);
  Expr test(int depth);
  LiteralExpr literal();
  std::vector<Expr> expressions(int depth, std::uint64_t least, std::uint64_t most);
  std::vector<OrderTerm> terms(int depth);
  WindowDefinition window(int depth);
  FromItem from_item(int depth);
  SelectCore core(int depth);
  Box<Expr> optional(int depth);

  RandomStream chance_;
};

}  // namespace nightshift
