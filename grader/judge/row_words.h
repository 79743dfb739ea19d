// Rows of a tiny database in sentences: "order 7", "the line with order_id 1 and line 2".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "grader/judge/tiny_data.h"

namespace nightshift {

// A row of a tiny database, by the indexes of its table and within it.
struct RowRef {
  std::size_t table = 0;
  std::size_t row = 0;

  friend auto operator<=>(const RowRef&, const RowRef&) = default;
};

// One row of a table that is called by that name: orders -> order, categories -> category. A name
// that is no English plural stays as it is.
std::string singular(std::string_view table_name);

// A value in a sentence: paid, 12, NULL; in quotes where it is empty, long or has blanks at its
// ends, and cut where it is very long.
std::string value_words(const Cell& cell);

// Several rows of a table: orders, rows of status.
std::string plural(std::string_view table_name);

// What the column of a reference stands for: manager_id -> manager. Other names stay as they are.
std::string referred(std::string_view column_name);

// What a person calls the row: by its primary key, else by another key, else by the fewest columns
// that tell it from the others of its table. "order 7" where the key is one column that says no
// more, else "the order with code x12". Starts with a small letter.
std::string row_words(const ScratchSchema& schema, const TinyData& data, const RowRef& row);

// The columns whose values stand in it.
std::vector<std::size_t> naming_columns(const ScratchSchema& schema, const TinyData& data,
                                        const RowRef& row);

// The sentence with a capital at its start, where it starts with an ASCII letter.
std::string as_sentence(std::string text);

}  // namespace nightshift
