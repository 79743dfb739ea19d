// Which columns of which tables each column of a query reads: from its tree and the names that a
// catalogue gives, without a database.
//
//   SELECT c.city, sum(o.total) AS paid FROM customers c JOIN orders o ON o.customer_id = c.id
//   WHERE o.status = 'paid' GROUP BY c.city
//
//   city      customers.city  DIRECT IDENTITY
//   paid      orders.total    DIRECT AGGREGATION
//   the rows  customers.id, orders.customer_id  INDIRECT JOIN;  orders.status  INDIRECT FILTER;
//             customers.city  INDIRECT GROUP_BY
//
// The words are those of OpenLineage's ColumnLineageDatasetFacet (1-2-0). What is promised: a
// change of values in a column that is neither among the inputs of an output column nor among those
// of the rows leaves the values of that output column as they are. The order in which rows are
// stored or scanned, and what SQL leaves open with it, is no lineage; nor is how many rows a table
// has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/sql/syntax.h"

namespace nightshift {

// How a column gets into another: the first three by its value, the others by deciding about it.
enum class LineageKind {
  kIdentity,        // as it is
  kTransformation,  // through an operator or a function of one row
  kAggregation,     // through a function of many rows
  kJoin,            // in the condition of a join; as an argument of a table function
  kFilter,       // in WHERE, HAVING, LIMIT; by EXISTS, INTERSECT and EXCEPT; in FILTER (WHERE ...)
  kGroupBy,      // in GROUP BY; by DISTINCT and UNION
  kSort,         // in ORDER BY
  kWindow,       // in PARTITION BY or ORDER BY of a window
  kConditional,  // in the condition of CASE; min() and max() beside a column that is not grouped
};

constexpr bool is_direct(LineageKind kind) { return kind <= LineageKind::kAggregation; }
// The standard's words: "IDENTITY", "GROUP_BY", ...
std::string_view lineage_text(LineageKind kind);

// Columns of a base table, and how they get in. Spelled as in the catalogue; "rowid" where a query
// asks for the number of a row and the table has no such column.
struct LineageInput {
  std::string table;
  std::string column;
  std::vector<LineageKind> kinds;  // ascending, at least one

  bool operator==(const LineageInput&) const = default;
};

struct LineageOutput {
  std::string name;  // as SQLite calls it
  std::vector<LineageInput> inputs;
  // More may flow in than is listed: see QueryLineage::unresolved.
  bool open = false;

  bool operator==(const LineageOutput&) const = default;
};

enum class UnresolvedKind {
  kNoSuchTable,
  kNoSuchColumn,
  kAmbiguous,       // several columns are called so
  kColumnCount,     // parts of a compound, or a list of names, have other numbers of columns
  kCircular,        // a table of WITH or a view reads itself where it may not
  kUnclear,         // of a table function, the columns of which are not known, or of a query around
  kUnknownColumns,  // * of a table function: the columns are not known
};

// SQLite would refuse a query with these; the last two it may well run.
constexpr bool is_refused(UnresolvedKind kind) { return kind < UnresolvedKind::kUnclear; }

// A name that could not be followed. Nothing is guessed in its place.
struct UnresolvedName {
  UnresolvedKind kind = UnresolvedKind::kNoSuchColumn;
  Span place;           // in the query; {0, 0} in a view
  std::string view;     // in which it stands; empty: in the query itself
  std::string name;     // as written
  std::string nearest;  // what may be meant; may be empty

  bool operator==(const UnresolvedName&) const = default;
};

// A sentence about it.
std::string unresolved_text(const UnresolvedName& unresolved);

struct QueryLineage {
  std::vector<LineageOutput> columns;
  bool columns_known = true;        // there are as many columns as the query's result has
  std::vector<LineageInput> rows;   // what decides which rows there are, and their order
  bool rows_open = false;           // more may decide about the rows than is listed
  std::vector<std::string> tables;  // the base tables that are read, in the catalogue's order
  std::vector<UnresolvedName> unresolved;

  bool operator==(const QueryLineage&) const = default;
};

struct LineageTable {
  std::string name;                  // perhaps with its schema: "raw.orders"
  std::vector<std::string> columns;  // of a view: its own names, or none
  std::optional<std::size_t> rowid;  // the column that is the row's number (INTEGER PRIMARY KEY)
  Box<Select> view;                  // what a view stands for
};

// What stands in FROM with arguments, as json_each(x): each column comes from all of them.
struct LineageFunction {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> hidden;  // columns that * leaves out
};

// Must name all tables that a query may read. Of equal names the first one counts. Of functions
// that are not here the columns are not known.
struct LineageCatalog {
  std::vector<LineageTable> tables;
  std::vector<LineageFunction> functions;
};

struct LineageLimits {
  // How deep queries and expressions may lie in one another, through views and WITH.
  int depth_max = 400;
  // How many inputs may be put together on the way.
  std::int64_t work_max = 20'000'000;
  // Of one query, table or view, as SQLite has it.
  std::size_t columns_max = 2'000;
};

// Inputs are sorted by table (in the catalogue's order) and column. `sql`: the text that `select`
// was read from, for the names of columns without an alias; empty: they are called as they are
// printed. Fails with "lineage.too_deep", "lineage.too_much" (both the learner's).
Result<QueryLineage> lineage_of(const Select& select, const LineageCatalog& catalog,
                                std::string_view sql = {}, const LineageLimits& limits = {});

// The same of a text; fails as parse_query() does, too.
Result<QueryLineage> lineage_of(std::string_view sql, const LineageCatalog& catalog,
                                const LineageLimits& limits = {});

}  // namespace nightshift
