// QUALIFY and EXCLUDE, which need to know what columns a query gives. For the files of dialect.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/sql/dialect.h"
#include "engine/sql/syntax.h"

namespace nightshift {

// A column that a star stands for.
struct StarColumn {
  std::string table;  // how the query calls it; empty where a bare name is needed or enough
  std::string column;
};

// What stars stand for, inside the WITH clauses that are open.
class StarReader {
 public:
  StarReader(std::string_view sql, const TableColumns& columns) : sql_(sql), columns_(columns) {}

  void open(const WithClause& with) { scopes_.push_back(&with); }
  void close() { scopes_.pop_back(); }

  // Nothing when a table's columns are not known, or are more than a result may have.
  std::optional<std::vector<StarColumn>> star(const SelectCore& core,
                                              const ResultColumn& column) const;
  // The names that a query's columns get.
  std::optional<std::vector<std::string>> names(const Select& select) const;
  // The name of one column that is no star: its alias, its own, or its text.
  std::string name(const ResultColumn& column) const;

 private:
  std::optional<std::vector<StarColumn>> items(const std::vector<FromItem>& from) const;
  std::optional<std::vector<std::string>> source_names(const FromItem& item) const;
  std::optional<std::vector<std::string>> table_names(const TableName& table) const;

  std::string_view sql_;
  const TableColumns& columns_;
  std::vector<const WithClause*> scopes_;
  mutable int depth_ = 0;
  mutable std::size_t written_ = 0;  // columns, of all stars so far
};

// Puts columns in the place of each star in `core`, or only of those with EXCLUDE. Fails with
// "sql.not_supported" where they are not known; without a place.
enum class Stars { kAll, kOnlyExcluding };
Result<void> write_stars_out(SelectCore& core, Stars which, const StarReader& reader);

// core is a query with QUALIFY, its stars written out; it becomes a query over a query. The terms
// of ORDER BY that mean what only the inner one knows become columns of that. Equal names of two
// columns stay equal. Fails with "sql.not_supported" where aliases stand for too much; without a
// place.
Result<void> qualify(SelectCore& core, std::vector<OrderTerm>& order_by, const StarReader& reader);

}  // namespace nightshift
