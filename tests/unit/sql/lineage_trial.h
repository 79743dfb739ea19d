// Holds a query's lineage against SQLite: tables with a few rows, one column of which is changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/random.h"
#include "engine/sql/lineage.h"
#include "engine/sqlite/connection.h"

namespace nightshift {

struct TrialColumn {
  std::string name;
  std::string type;  // as declared
};

struct TrialTable {
  std::string name;
  std::vector<TrialColumn> columns;
};

class LineageTrial {
 public:
  explicit LineageTrial(std::vector<TrialTable> tables);

  // Tables without keys, so that their rows keep their places whatever changes in them.
  LineageCatalog catalog() const;

  // Fills the tables, changes each column that `lineage` keeps out of some result column, and
  // restores it: a sentence for each time that it was wrong. `select` is `sql` read.
  std::vector<std::string> refute(const std::string& sql, const Select& select,
                                  const QueryLineage& lineage, std::uint64_t seed);
  // SQLite's names of the result's columns; nullopt where it refuses.
  std::optional<std::vector<std::string>> column_names(const std::string& sql);
  // SQLite's words about the latest query that it refused.
  const std::string& words() const { return words_; }

  // How often a result column was compared that a change had to leave as it was; of the inputs that
  // were claimed, how many there were, and how many changed something.
  std::size_t compared = 0;
  std::size_t claimed = 0;
  std::size_t mattered = 0;

 private:
  using Columns = std::vector<std::vector<std::string>>;
  std::optional<Columns> run(const std::string& sql);
  void fill(const Select& select, RandomStream& chance);
  void put(std::size_t table, std::size_t column, const std::vector<std::string>& values);
  std::string drawn(RandomStream& chance) const;

  std::vector<TrialTable> tables_;
  Connection connection_;
  std::vector<std::string> pool_;                            // SQL literals
  std::vector<std::vector<std::vector<std::string>>> rows_;  // by table and column
  std::string words_;
};

}  // namespace nightshift
