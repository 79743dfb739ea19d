// SQL's expressions as a tree of plain values: copy it, compare it, put another node anywhere.
// Names stand here without their quotes, letters as written; an empty name is one that is not
// there. An empty Box is a part that is not there; those that must be are marked "always".
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/sql/box.h"
#include "engine/sql/syntax_leaf.h"

namespace nightshift {

struct CaseBranch;
struct Expr;
struct OrderTerm;
struct Select;
struct WindowDefinition;

struct UnaryExpr {
  UnaryOperator op = UnaryOperator::kNot;
  Box<Expr> operand;  // always

  bool operator==(const UnaryExpr&) const = default;
};

struct BinaryExpr {
  BinaryOperator op = BinaryOperator::kAnd;
  Box<Expr> left;   // always
  Box<Expr> right;  // always

  bool operator==(const BinaryExpr&) const = default;
};

struct BetweenExpr {
  bool negated = false;
  Box<Expr> operand;  // always
  Box<Expr> low;      // always
  Box<Expr> high;     // always

  bool operator==(const BetweenExpr&) const = default;
};

struct LikeExpr {
  LikeOperator op = LikeOperator::kLike;
  bool negated = false;
  Box<Expr> operand;  // always
  Box<Expr> pattern;  // always
  Box<Expr> escape;

  bool operator==(const LikeExpr&) const = default;
};

// x IN orders, x IN json_each(y)
struct InTable {
  TableName table;
  std::optional<std::vector<Expr>> arguments;

  bool operator==(const InTable&) const = default;
};

struct InExpr {
  bool negated = false;
  Box<Expr> operand;                                                  // always
  std::variant<std::vector<Expr>, Box<Select>, Box<InTable>> source;  // boxes: always

  bool operator==(const InExpr&) const = default;
};

struct CaseExpr {
  Box<Expr> operand;
  std::vector<CaseBranch> branches;  // at least one
  Box<Expr> otherwise;

  bool operator==(const CaseExpr&) const = default;
};

struct CastExpr {
  Box<Expr> operand;    // always
  std::string type;     // words as written, one blank between; may be empty
  bool colons = false;  // x::type, which is no SQLite

  bool operator==(const CastExpr&) const = default;
};

struct CollateExpr {
  Box<Expr> operand;  // always
  std::string collation;

  bool operator==(const CollateExpr&) const = default;
};

struct CallExpr {
  std::string name;
  bool distinct = false;
  bool star = false;  // count(*)
  std::vector<Expr> arguments;
  std::vector<OrderTerm> order_by;  // inside the parentheses
  Box<Expr> filter;
  std::optional<std::string> over_name;  // OVER w; at most one of these two is there
  Box<WindowDefinition> over;            // OVER (...)

  bool operator==(const CallExpr&) const = default;
};

struct ExistsExpr {
  Box<Select> select;  // always

  bool operator==(const ExistsExpr&) const = default;
};

struct SubqueryExpr {
  Box<Select> select;  // always

  bool operator==(const SubqueryExpr&) const = default;
};

// (a, b): at least two.
struct RowExpr {
  std::vector<Expr> items;

  bool operator==(const RowExpr&) const = default;
};

// RAISE(IGNORE), RAISE(ABORT, message)
struct RaiseExpr {
  ConflictAction action = ConflictAction::kIgnore;
  Box<Expr> message;  // there unless the action is kIgnore

  bool operator==(const RaiseExpr&) const = default;
};

// DATE '2026-01-31', TIMESTAMP '...': no SQLite.
struct TypedTextExpr {
  std::string type;  // upper case
  std::string text;  // quotes included

  bool operator==(const TypedTextExpr&) const = default;
};

// INTERVAL '1 day', INTERVAL 1 DAY: no SQLite.
struct IntervalExpr {
  Box<Expr> amount;  // always
  std::string unit;  // upper case; empty when the amount's text says it

  bool operator==(const IntervalExpr&) const = default;
};

// extract(year FROM t): no SQLite.
struct ExtractExpr {
  std::string part;  // upper case
  Box<Expr> from;    // always

  bool operator==(const ExtractExpr&) const = default;
};

struct Expr {
  Span span;  // parentheses around it included
  std::variant<LiteralExpr, ColumnExpr, ParameterExpr, UnaryExpr, BinaryExpr, BetweenExpr, LikeExpr,
               InExpr, CaseExpr, CastExpr, CollateExpr, CallExpr, ExistsExpr, SubqueryExpr, RowExpr,
               RaiseExpr, TypedTextExpr, IntervalExpr, ExtractExpr>
      node;

  bool operator==(const Expr&) const = default;
};

struct CaseBranch {
  Expr when;
  Expr then;

  bool operator==(const CaseBranch&) const = default;
};

}  // namespace nightshift
