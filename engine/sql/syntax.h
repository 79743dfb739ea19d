// SQL's queries as a tree of plain values. The expressions in them are in syntax_expression.h,
// statements that write or define in syntax_statement.h; what is said there about names and boxes
// holds here too.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/sql/box.h"
#include "engine/sql/syntax_expression.h"

namespace nightshift {

enum class SortDirection { kDefault, kAscending, kDescending };
enum class NullsOrder { kDefault, kFirst, kLast };

// A term of ORDER BY, or of an index.
struct OrderTerm {
  Span span;
  Expr expr;
  SortDirection direction = SortDirection::kDefault;
  NullsOrder nulls = NullsOrder::kDefault;

  bool operator==(const OrderTerm&) const = default;
};

enum class FrameUnit { kRows, kRange, kGroups };
enum class FrameEdge {
  kUnboundedPreceding,
  kPreceding,
  kCurrentRow,
  kFollowing,
  kUnboundedFollowing
};
enum class FrameExclusion { kNoOthers, kCurrentRow, kGroup, kTies };

struct FrameBound {
  FrameEdge edge = FrameEdge::kCurrentRow;
  Box<Expr> offset;  // there when the edge is kPreceding or kFollowing

  bool operator==(const FrameBound&) const = default;
};

// ROWS 1 PRECEDING is ROWS BETWEEN 1 PRECEDING AND CURRENT ROW.
struct WindowFrame {
  Span span;
  FrameUnit unit = FrameUnit::kRange;
  FrameBound start;
  FrameBound end;
  FrameExclusion exclusion = FrameExclusion::kNoOthers;

  bool operator==(const WindowFrame&) const = default;
};

// What stands in the parentheses of OVER (...) and of WINDOW w AS (...).
struct WindowDefinition {
  Span span;
  std::optional<std::string> base;  // the window that this one goes on from
  std::vector<Expr> partition_by;
  std::vector<OrderTerm> order_by;
  std::optional<WindowFrame> frame;

  bool operator==(const WindowDefinition&) const = default;
};

struct NamedWindow {
  Span span;
  std::string name;
  WindowDefinition definition;

  bool operator==(const NamedWindow&) const = default;
};

enum class ResultColumnKind { kExpr, kStar, kTableStar };  // x, *, t.*

struct ResultColumn {
  Span span;
  ResultColumnKind kind = ResultColumnKind::kExpr;
  Expr expr;                          // of kExpr
  std::string alias;                  // of kExpr
  std::string table;                  // of kTableStar
  std::vector<std::string> excluded;  // * EXCLUDE (a, b), which is no SQLite

  bool operator==(const ResultColumn&) const = default;
};

// INDEXED BY name; NOT INDEXED has no name.
struct IndexHint {
  std::optional<std::string> index;

  bool operator==(const IndexHint&) const = default;
};

struct NamedTable {
  TableName table;
  std::optional<IndexHint> hint;  // behind the alias

  bool operator==(const NamedTable&) const = default;
};

struct TableFunction {
  TableName function;
  std::vector<Expr> arguments;

  bool operator==(const TableFunction&) const = default;
};

struct FromItem;

// (a JOIN b ON ...)
struct JoinGroup {
  std::vector<FromItem> items;  // at least one

  bool operator==(const JoinGroup&) const = default;
};

enum class JoinKind { kComma, kInner, kCross, kLeft, kRight, kFull };

// One table of FROM, and how it joins what stands before it; the first one joins nothing.
struct FromItem {
  Span span;  // the join's words are outside
  JoinKind join = JoinKind::kComma;
  bool natural = false;
  std::variant<NamedTable, TableFunction, Box<Select>, JoinGroup> source;  // the box: always
  std::string alias;
  Box<Expr> on;
  std::vector<std::string> using_columns;

  bool operator==(const FromItem&) const = default;
};

enum class CompoundOperator { kUnion, kUnionAll, kIntersect, kExcept };

// (1, 2) of VALUES
struct ValuesRow {
  Span span;
  std::vector<Expr> items;

  bool operator==(const ValuesRow&) const = default;
};

// SELECT ... up to ORDER BY, or VALUES: then `values` is not empty, and all else is.
struct SelectCore {
  Span span;
  CompoundOperator op = CompoundOperator::kUnionAll;  // what joins it to the core before
  bool distinct = false;
  std::vector<ResultColumn> columns;  // at least one
  std::vector<FromItem> from;
  Box<Expr> where;
  std::vector<Expr> group_by;
  Box<Expr> having;
  std::vector<NamedWindow> windows;
  Box<Expr> qualify;  // no SQLite
  std::vector<ValuesRow> values;

  bool operator==(const SelectCore&) const = default;
};

enum class Materialization { kDefault, kMaterialized, kNotMaterialized };

struct CommonTable {
  Span span;
  std::string name;
  std::vector<std::string> columns;
  Materialization materialization = Materialization::kDefault;
  Box<Select> select;  // always

  bool operator==(const CommonTable&) const = default;
};

struct WithClause {
  Span span;
  bool recursive = false;
  std::vector<CommonTable> tables;  // none: there is no WITH

  bool operator==(const WithClause&) const = default;
};

// A whole query. LIMIT a, b is LIMIT b OFFSET a.
struct Select {
  Span span;
  WithClause with;
  std::vector<SelectCore> cores;  // at least one
  std::vector<OrderTerm> order_by;
  Box<Expr> limit;
  Box<Expr> offset;          // only with a limit
  bool fetch_first = false;  // FETCH FIRST n ROWS ONLY, which is no SQLite

  bool operator==(const Select&) const = default;
};

}  // namespace nightshift
