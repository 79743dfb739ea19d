// Constants in expressions, and expressions as text. For the files of this folder.
#pragma once

#include <optional>
#include <string>

#include "engine/sql/expressions.h"

namespace nightshift {

// A number or a text, as it is written.
struct Constant {
  bool is_number = false;
  double number = 0;
  std::string text;

  // Negative, 0, positive; nullopt for a number and a text.
  std::optional<int> compare(const Constant& other) const;
};
std::optional<Constant> constant_in(const Expr& expr);

// The expression as text, so that equal ones are equal: names in small letters.
std::string identity(const Expr& expr);

// For a message: the expression as SQL, cut where it is long.
std::string shown(const Expr& expr);

}  // namespace nightshift
