#include "grader/judge/data_maker.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/random.h"
#include "grader/judge/row_maker.h"
#include "grader/judge/styles.h"

namespace nightshift {
namespace {

std::int64_t row_target(const TableRule& rule, const Style& style, RandomStream& stream) {
  std::int64_t rows = stream.between(style.rows_min, style.rows_max);
  if (static_cast<std::int64_t>(stream.below(100)) < style.empty_tables) rows = 0;
  rows = std::max(rows, static_cast<std::int64_t>(rule.rows_min));
  return rule.rows_max ? std::min(rows, static_cast<std::int64_t>(*rule.rows_max)) : rows;
}

// Values that are only examples of a pattern or an edge come in heaps.
constexpr std::size_t kStagesMax = 5;

}  // namespace

DataMaker::DataMaker(LegalRules rules, QueryFacts facts, const DataMakerOptions& options)
    : rules_(std::move(rules)),
      facts_(std::move(facts)),
      options_(options),
      pools_(make_pools(rules_, facts_)),
      order_(parents_first(rules_.schema)) {
  find_stages();
}

DataMaker DataMaker::against(const QueryFacts& facts, std::uint64_t seed) const {
  DataMakerOptions options = options_;
  options.seed = seed;
  return {rules_, merged(facts_, facts), options};
}

void DataMaker::find_stages() {
  for (const ConstantUse& use : facts_.constants) {
    if (use.op != CompareOperator::kEqual || std::holds_alternative<Null>(use.constant)) continue;
    auto stage = std::find_if(stages_.begin(), stages_.end(),
                              [&](const auto& known) { return known.first == use.column; });
    if (stage == stages_.end()) {
      stages_.push_back({use.column, {}});
      stage = stages_.end() - 1;
    }
    std::vector<Cell>& values = stage->second;
    const bool there = std::find(values.begin(), values.end(), use.constant) != values.end();
    if (!there) values.push_back(use.constant);
  }
  std::erase_if(stages_, [](const auto& stage) {
    return stage.second.size() < 2 || stage.second.size() > kStagesMax;
  });
}

// The table whose rows are counted: one that refers to others and to which none does, or whose
// column is counted.
std::size_t DataMaker::choose_big_table(RandomStream& stream) const {
  std::vector<std::size_t> candidates;
  for (std::size_t t = 0; t < pools_.tables.size(); ++t) {
    if (!pools_.tables[t]) continue;
    candidates.push_back(t);
    if (rules_.schema.tables[t].foreign_keys.empty()) continue;
    constexpr std::size_t kLeafShare = 6;
    candidates.insert(candidates.end(), is_referred_to(t) ? 1 : kLeafShare, t);
  }
  for (const GroupBound& bound : facts_.group_bounds) {
    for (const ColumnRef& column : bound.argument) candidates.push_back(column.table);
  }
  return candidates.empty() ? 0 : candidates[stream.index(candidates.size())];
}

// By another table that has rows.
bool DataMaker::is_referred_to(std::size_t table) const {
  const std::vector<ScratchTable>& tables = rules_.schema.tables;
  for (std::size_t other = 0; other < tables.size(); ++other) {
    const auto& keys = tables[other].foreign_keys;
    if (!pools_.tables[other] || other == table) continue;
    if (std::any_of(keys.begin(), keys.end(),
                    [&](const ScratchForeignKey& key) { return key.parent == table; })) {
      return true;
    }
  }
  return false;
}

// Others refer to it, and it refers to none.
bool DataMaker::is_root(std::size_t table) const {
  return rules_.schema.tables[table].foreign_keys.empty() && is_referred_to(table);
}

TinyData DataMaker::make(std::uint64_t number) const {
  RandomStream stream(options_.seed, "judge.data." + std::to_string(number));
  Style style = style_of(number, facts_, options_.rows_needed_max, stream);
  if (style.rows_min < style.rows_max) style.rows_max = std::min(style.rows_max, options_.rows_max);
  style.rows_min = std::min(style.rows_min, style.rows_max);
  RowMaker maker(
      {.rules = rules_, .pools = pools_, .facts = facts_, .style = style, .order = order_}, stream);
  TinyData data = empty_data(rules_.schema);
  const std::size_t big = choose_big_table(stream);
  // One database in three is about stages, where there are any.
  constexpr std::uint64_t kWalkEvery = 3;
  const auto* stage = stages_.empty() || number % kWalkEvery != 1
                          ? nullptr
                          : &stages_[(number / kWalkEvery) % stages_.size()];
  for (const std::size_t table : order_) {
    if (!pools_.tables[table]) continue;
    const TableRule& rule = rules_.constraints.tables[table];
    if (stage != nullptr && stage->first.table == table) {
      for (std::int64_t walks = stream.between(1, 2); walks > 0; --walks) {
        maker.add_walk(data, stage->first, stage->second);
      }
    } else if (table == big && !style.groups.empty()) {
      for (const std::int64_t size : style.groups) maker.add_group(data, table, size);
    } else {
      std::int64_t rows = row_target(rule, style, stream);
      if (style.few_parents && is_root(table))
        rows = std::min<std::int64_t>(rows, stream.between(1, 2));
      for (std::int64_t i = 0; i < rows; ++i) maker.add_row(data, table);
    }
  }
  if (style.later && big < data.tables.size()) maker.add_later(data, big);
  maker.close_circles(data);
  if (style.doubles) maker.add_doubles(data);
  for (std::size_t table = 0; table < data.tables.size(); ++table) {
    const std::optional<std::size_t>& most = rules_.constraints.tables[table].rows_max;
    if (most && data.tables[table].size() > *most) data.tables[table].resize(*most);
  }
  drop_illegal_rows(rules_, data);
  return data;
}

bool DataMaker::remake_row(TinyData& data, std::size_t table, std::size_t row,
                           std::uint64_t attempt) const {
  RandomStream stream(options_.seed, "judge.remake." + std::to_string(attempt));
  constexpr std::uint64_t kMixed = 2;  // the number of a database with a bit of everything
  const Style style = style_of(kMixed, facts_, options_.rows_needed_max, stream);
  RowMaker maker(
      {.rules = rules_, .pools = pools_, .facts = facts_, .style = style, .order = order_}, stream);
  ScratchRows& rows = data.tables[table];
  const auto at = rows.begin() + static_cast<std::ptrdiff_t>(row);
  const ScratchRow refused = *at;
  rows.erase(at);
  const std::size_t before = rows.size();
  const bool made = stream.below(3) > 0 ? maker.add_copy(data, table, refused, 1 + stream.index(2))
                                        : maker.add_row(data, table);
  // A refused row may come again: then it is not worth another try with the same neighbours.
  if (made && data.tables[table].back() == refused) data.tables[table].resize(before);
  drop_illegal_rows(rules_, data);
  return made;
}

}  // namespace nightshift
