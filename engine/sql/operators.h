// SQLite's operators and how tightly they bind: one table for the parser and the printer.
#pragma once

#include <array>
#include <string_view>

#include "engine/sql/syntax_leaf.h"

namespace nightshift {

// Higher binds tighter; operators of one level are read from the left.
enum Binding : int {
  kBindsNothing,
  kBindsOr,
  kBindsAnd,
  kBindsNot,
  kBindsEqual,    // = <> IS IN LIKE BETWEEN ISNULL
  kBindsCompare,  // < <= > >=
  kBindsBits,     // & | << >>
  kBindsAdd,
  kBindsMultiply,
  kBindsConcat,  // || -> ->>
  kBindsCollate,
  kBindsSign,  // - + ~ before their operand
  kBindsColons,
  kBindsWhole,  // needs no parentheses anywhere
};

struct BinaryRow {
  std::string_view text;  // as it is printed
  Binding binding;
};

// By BinaryOperator.
inline constexpr std::array<BinaryRow, 24> kBinaryRows = {{
    {"OR", kBindsOr},
    {"AND", kBindsAnd},
    {"=", kBindsEqual},
    {"<>", kBindsEqual},
    {"IS", kBindsEqual},
    {"IS NOT", kBindsEqual},
    {"IS DISTINCT FROM", kBindsEqual},
    {"IS NOT DISTINCT FROM", kBindsEqual},
    {"<", kBindsCompare},
    {"<=", kBindsCompare},
    {">", kBindsCompare},
    {">=", kBindsCompare},
    {"&", kBindsBits},
    {"|", kBindsBits},
    {"<<", kBindsBits},
    {">>", kBindsBits},
    {"+", kBindsAdd},
    {"-", kBindsAdd},
    {"*", kBindsMultiply},
    {"/", kBindsMultiply},
    {"%", kBindsMultiply},
    {"||", kBindsConcat},
    {"->", kBindsConcat},
    {"->>", kBindsConcat},
}};

constexpr const BinaryRow& row_of(BinaryOperator op) {
  return kBinaryRows[static_cast<std::size_t>(op)];
}

// By LikeOperator.
inline constexpr std::array<std::string_view, 5> kLikeTexts = {"LIKE", "GLOB", "REGEXP", "MATCH",
                                                               "ILIKE"};
// By UnaryOperator.
inline constexpr std::array<std::string_view, 4> kUnaryTexts = {"NOT", "-", "+", "~"};

// By ConflictAction; kNone has no word.
inline constexpr std::array<std::string_view, 6> kConflictTexts = {"",     "ROLLBACK", "ABORT",
                                                                   "FAIL", "IGNORE",   "REPLACE"};

}  // namespace nightshift
