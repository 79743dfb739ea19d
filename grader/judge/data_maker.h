// Tiny databases that tell queries apart.
//
// Random data seldom do: WHERE total > 1000 AND status = 'late' needs a row with both, and its
// wrong twin with >= needs a total of exactly 1000. So values come from the queries' own constants
// and their neighbours, columns that are joined share values, and each database has a purpose
// (styles.h): one that matches everywhere, one with near misses, one with NULLs, one with groups
// about the bound of a HAVING, and so on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/random.h"
#include "grader/judge/facts.h"
#include "grader/judge/legal.h"
#include "grader/judge/pools.h"
#include "grader/judge/tiny_data.h"

namespace nightshift {

struct DataMakerOptions {
  std::uint64_t seed = 0;
  std::int64_t rows_max = 8;          // of a table; twice as many where rows are doubled
  std::int64_t rows_needed_max = 40;  // where a HAVING or LIMIT asks for more
};

class DataMaker {
 public:
  DataMaker(LegalRules rules, QueryFacts facts, const DataMakerOptions& options);

  // The database of that number: equal seeds, rules and facts give equal databases, whatever else
  // was made. It breaks no rule but perhaps a CHECK, a unique expression, or a table's rows_min
  // (settle.h). Only tables that the facts name, and their parents, have rows.
  TinyData make(std::uint64_t number) const;

  // The same for two queries of which one asks for those facts, and with a seed of its own.
  DataMaker against(const QueryFacts& facts, std::uint64_t seed) const;

  // Another row in the place of one that SQLite refused: `attempt` tells tries apart. False where
  // none was found; then the row is gone, with those that need it.
  bool remake_row(TinyData& data, std::size_t table, std::size_t row, std::uint64_t attempt) const;

  const LegalRules& rules() const { return rules_; }
  const Pools& pools() const { return pools_; }

 private:
  bool is_referred_to(std::size_t table) const;
  bool is_root(std::size_t table) const;
  std::size_t choose_big_table(RandomStream& stream) const;
  void find_stages();

  LegalRules rules_;
  QueryFacts facts_;
  DataMakerOptions options_;
  Pools pools_;
  std::vector<std::size_t> order_;  // parents first
  // Columns of which several values are asked for, each by name, and these values.
  std::vector<std::pair<ColumnRef, std::vector<Cell>>> stages_;
};

}  // namespace nightshift
