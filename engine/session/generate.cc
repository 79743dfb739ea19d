#include "engine/session/generate.h"

#include "engine/base/calendar.h"

namespace nightshift {
namespace {

struct CellMaker {
  RandomStream& stream;
  std::int64_t row;

  Cell operator()(const SequenceValues& sequence) const {
    return sequence.start + row * sequence.step;
  }
  Cell operator()(const IntegerValues& integer) const {
    return stream.between(integer.min, integer.max);
  }
  Cell operator()(const ChoiceValues& choice) const {
    std::int64_t sum = 0;
    for (const auto& [word, weight] : choice.weights) sum += weight;
    auto drawn = static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(sum)));
    for (const auto& [word, weight] : choice.weights) {
      if (drawn < weight) return word;
      drawn -= weight;
    }
    return choice.weights.back().first;
  }
  Cell operator()(const DateValues& date) const {
    return day_text(stream.between(date.from_day, date.to_day) * kSecondsPerDay);
  }
  Cell operator()(const TimestampValues& timestamp) const {
    const std::int64_t second = stream.between(timestamp.from_second, timestamp.to_second);
    const auto offset = static_cast<std::size_t>(stream.below(timestamp.offset_minutes.size()));
    return local_moment_text(second, timestamp.offset_minutes[offset]);
  }
  Cell operator()(const ConstantValue& constant) const { return constant.value; }
};

}  // namespace

GeneratedSource::GeneratedSource(const GeneratedRows& generated, std::string_view dataset,
                                 std::string_view table)
    : generated_(generated) {
  for (const ColumnGenerator& column : generated.columns) {
    const std::string name = std::string(dataset) + "/" + std::string(table) + "/" + column.column;
    streams_.emplace_back(generated.seed, name);
  }
}

bool GeneratedSource::next(std::vector<Cell>& row) {
  if (row_ >= generated_.rows) return false;
  row.clear();
  for (std::size_t i = 0; i < streams_.size(); ++i) {
    const ColumnGenerator& column = generated_.columns[i];
    Cell cell = std::visit(CellMaker{streams_[i], row_}, column.values);
    // Drawn for every row, so that the rate of NULLs does not shift the values.
    const bool null = streams_[i].between(0, 999) < column.null_per_mille;
    if (null) cell = Null{};
    row.push_back(std::move(cell));
  }
  ++row_;
  return true;
}

}  // namespace nightshift
