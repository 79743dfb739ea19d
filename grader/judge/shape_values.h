// Shapes of one column's values. For the files of this folder.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "grader/judge/shapes.h"

namespace nightshift {

// A column where two results differ, row by row.
struct DifferingColumn {
  std::string name;
  std::vector<std::pair<Cell, Cell>> cells;  // expected and actual, where they differ
  std::size_t rows = 0;                      // all that were paired
};

// The first shape that holds for all `cells`.
std::optional<Shape> shape_of_values(const DifferingColumn& column);

// Pairs the rows of two results of equally many rows and columns by the columns on which they
// agree, and gives those where they do not; nullopt where rows cannot be paired for sure.
std::optional<std::vector<DifferingColumn>> differing_columns(const Table& expected,
                                                              const Table& actual,
                                                              const ShapeOptions& options);

}  // namespace nightshift
