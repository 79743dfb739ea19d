// What SQL's tree is made of at its ends: places, names, literals, operators. See
// syntax_expression.h.
#pragma once

#include <cstdint>
#include <string>

namespace nightshift {

// Where a node stood in the text that was parsed, in bytes; {0, 0} for a node made by hand. Says
// nothing about what the node is: all spans are equal.
struct Span {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;

  friend constexpr bool operator==(const Span&, const Span&) { return true; }
};

// A table, or what else stands in a schema: raw.orders.
struct TableName {
  std::string schema;
  std::string name;

  bool operator==(const TableName&) const = default;
};

enum class LiteralKind {
  kNull,
  kTrue,
  kFalse,
  kInteger,  // 12, 1_000, 0x1f
  kReal,
  kText,
  kBlob,
  kCurrentDate,
  kCurrentTime,
  kCurrentTimestamp,
};

struct LiteralExpr {
  LiteralKind kind = LiteralKind::kNull;
  std::string text;  // numbers, texts and blobs: as written, quotes included; others: empty

  bool operator==(const LiteralExpr&) const = default;
};

struct ColumnExpr {
  std::string schema;
  std::string table;
  std::string column;

  bool operator==(const ColumnExpr&) const = default;
};

// ?, ?1, :x, @x, $x
struct ParameterExpr {
  std::string text;

  bool operator==(const ParameterExpr&) const = default;
};

enum class UnaryOperator { kNot, kMinus, kPlus, kBitNot };

// x ISNULL is x IS NULL, x NOTNULL and x NOT NULL are x IS NOT NULL.
enum class BinaryOperator {
  kOr,
  kAnd,
  kEqual,
  kNotEqual,
  kIs,
  kIsNot,
  kIsDistinctFrom,
  kIsNotDistinctFrom,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kBitAnd,
  kBitOr,
  kShiftLeft,
  kShiftRight,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kRemainder,
  kConcat,
  kArrow,      // ->
  kArrowText,  // ->>
};

enum class LikeOperator { kLike, kGlob, kRegexp, kMatch, kIlike };  // the last is no SQLite

// What is done about a row that breaks a rule. kNone: nothing is said.
enum class ConflictAction { kNone, kRollback, kAbort, kFail, kIgnore, kReplace };

}  // namespace nightshift
