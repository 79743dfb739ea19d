// Where a reference and its rivals meet: the same rows, asked from either end.
//
// SQL promises no order of rows but that of ORDER BY, and a result may hang on one all the same
// (LIMIT at a tie, a column that is not grouped by, row_number() without a last key). So rows can
// be laid out in several ways, the arrangements: as they are; turned around and shuffled, scanned
// from either end, and with no key that puts them in order. What a query means gives one result
// under all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/warehouse/scratch.h"
#include "grader/judge/constraints.h"
#include "grader/judge/tiny_data.h"

namespace nightshift {

constexpr std::size_t kArrangements = 6;

// One query in an arena, which it must not outlive. Movable.
struct Contender {
  PreparedQuery forwards;
  std::optional<PreparedQuery> backwards;  // made when it is first asked for
  std::string sql;
  QueryBudget budget;
  bool by_place = false;   // it speaks of rowid: where rows lie is part of what it says
  std::int64_t steps = 0;  // what its runs have cost so far
};

// Does the query speak of rowid?
bool asks_for_place(std::string_view sql);

class Arena {
 public:
  struct Options {
    std::int64_t now_unix_us = 0;
    bool double_quoted_strings = true;
    // Rows may lie in any order, also where a key says where SQLite keeps them. Not for queries
    // that speak of rowid.
    bool free_layout = true;
  };

  // Fails with "schema.refused", also where SQLite takes no check of the constraints.
  static Result<Arena> create(std::string_view ddl, const Options& options);
  Result<void> add_checks(const Constraints& constraints);

  const ScratchSchema& schema() const { return forwards_->schema(); }
  // For makers of data; see adopt().
  ScratchDatabase& database() { return *forwards_; }

  // Fails as Warehouse::query does.
  Result<Contender> enter(std::string_view sql, const QueryBudget& budget);

  // From now on the rows are these. They must be as a database stored them once.
  void lay_out(TinyData data);
  // The same where they have just been put into database().
  void adopt(TinyData data);
  const TinyData& data() const { return data_; }

  // Runs the query on the rows in that arrangement (0: as they are). Fails as Warehouse::query
  // does, and with "judge.illegal_data" when SQLite refuses the rows.
  Result<Table> run(Contender& contender, std::size_t arrangement);

 private:
  Arena(ScratchDatabase forwards, ScratchDatabase backwards);

  bool fill(std::size_t arrangement);

  // Behind pointers: contenders look at their database.
  std::unique_ptr<ScratchDatabase> forwards_;
  std::unique_ptr<ScratchDatabase> backwards_;
  TinyData data_;
  std::size_t in_forwards_ = kArrangements;  // the arrangement that is in it; none
  std::size_t in_backwards_ = kArrangements;
};

}  // namespace nightshift
