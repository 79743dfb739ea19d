// Fingerprints of results: two queries that give the same rows on every data set give the same
// print.

#include <algorithm>
#include <cmath>

#include <fmt/compile.h>

#include "engine/base/digest.h"
#include "engine/base/text.h"
#include "engine/session/session.h"

namespace nightshift {
namespace {

// One cell with its kind before it, so that the text '1' and the number 1 differ. Whole reals print
// as integers: a sum of 12 and of 12.0 is the same mistake.
struct CellPrinter {
  std::string operator()(Null) const { return "n"; }
  std::string operator()(std::int64_t value) const { return "i" + std::to_string(value); }
  std::string operator()(double value) const {
    constexpr double kWholeMax = 9e15;
    if (std::abs(value) < kWholeMax && value == std::floor(value)) {
      return "i" + std::to_string(static_cast<std::int64_t>(value));
    }
    return std::isfinite(value) ? fmt::format(FMT_COMPILE("r{:.9g}"), value)
                                : "r" + real_text(value);
  }
  std::string operator()(const std::string& value) const { return "t" + value; }
  std::string operator()(const Blob& value) const { return "b" + value.bytes; }
};

std::vector<std::string> row_prints(const Table& table) {
  std::vector<std::string> prints;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    Digest row;
    for (const Column& column : table.columns) row.add(std::visit(CellPrinter{}, column.cells[i]));
    prints.push_back(row.text());
  }
  return prints;
}

}  // namespace

ResultPrints result_prints(const std::vector<const Table*>& tables) {
  Digest bag;
  Digest sequence;
  for (const Table* table : tables) {
    std::vector<std::string> rows = row_prints(*table);
    const auto add = [&](Digest& digest) {
      digest.add(static_cast<std::int64_t>(table->columns.size()));
      digest.add(static_cast<std::int64_t>(rows.size()));
      for (const std::string& row : rows) digest.add(row);
    };
    add(sequence);
    std::sort(rows.begin(), rows.end());
    add(bag);
  }
  return {.bag = bag.text(), .sequence = sequence.text()};
}

}  // namespace nightshift
