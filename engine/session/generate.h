// Rows from a seed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/random.h"
#include "engine/lesson/pack.h"
#include "engine/warehouse/warehouse.h"

namespace nightshift {

// Gives the rows of a generator one by one. Every column draws from a stream of its own, named by
// data set, table and column, so that a change to one column leaves the others as they are.
// `generated` must outlive this.
class GeneratedSource : public Warehouse::RowSource {
 public:
  GeneratedSource(const GeneratedRows& generated, std::string_view dataset, std::string_view table);

  bool next(std::vector<Cell>& row) override;

 private:
  const GeneratedRows& generated_;
  std::vector<RandomStream> streams_;
  std::int64_t row_ = 0;
};

}  // namespace nightshift
