// What other databases say, in words that SQLite and our warehouse run.
//
//   SELECT placed_at::date FROM orders     ->  SELECT date(placed_at) AS placed_at FROM orders
//   WHERE d > DATE '2026-01-31' - INTERVAL '1 month'
//                                          ->  WHERE d > dateadd('month', -1, '2026-01-31')
//
// Only what is foreign changes, and where it stands: the text around it stays as it was written.
// What SQLite reads with another meaning (a / b of integers, LIKE) is not foreign. docs/sql.md
// lists all that is rewritten.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/sql/syntax_leaf.h"

namespace nightshift {

// One thing that was rewritten, for the learner who wrote it.
struct RewriteNote {
  Span place;          // in the text that was given, in bytes
  std::string rule;    // stable: "cast_colons"
  std::string before;  // as written: "x::date"
  std::string after;   // as it runs: "date(x)"
  std::string remark;  // a sentence about what is different here; may be empty

  bool operator==(const RewriteNote&) const = default;
};

struct Rewriting {
  std::string sql;
  std::vector<RewriteNote> notes;  // in the order of the text
};

// The columns of a table, in its order; none when there is no such table.
using TableColumns = std::function<std::vector<std::string>(const TableName&)>;

// One statement. Without anything foreign it comes back byte for byte and without notes, and so
// does what the parser cannot read: SQLite will say what is wrong with it. The result of a
// rewriting, rewritten, stays as it is. Costs time in proportion to the text, for QUALIFY and
// EXCLUDE times their nesting. `columns` is asked where a star must be written out.
// Fails with "sql.not_supported" for what is foreign and has no words here, and with
// "sql.no_such_moment" for DATE '2026-02-30'; both are the learner's and have a place in `sql`.
Result<Rewriting> in_sqlite_words(std::string_view sql, const TableColumns& columns = {});

}  // namespace nightshift
