#include "engine/sql/lineage.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/sql/lineage_reader.h"
#include "engine/sql/parse.h"

namespace nightshift {
namespace {

constexpr std::size_t kNameBytesMax = 60;
constexpr std::size_t kUnresolvedMax = 100;
constexpr int kKinds = 9;

}  // namespace

std::string_view lineage_text(LineageKind kind) {
  constexpr std::array<std::string_view, kKinds> kTexts = {
      "IDENTITY", "TRANSFORMATION", "AGGREGATION", "JOIN",       "FILTER",
      "GROUP_BY", "SORT",           "WINDOW",      "CONDITIONAL"};
  return kTexts[static_cast<std::size_t>(kind)];
}

std::string unresolved_text(const UnresolvedName& unresolved) {
  const std::string name = "\"" + shortened(unresolved.name, kNameBytesMax) + "\"";
  const std::string in = unresolved.view.empty() ? "" : " in the view \"" + unresolved.view + "\"";
  switch (unresolved.kind) {
    case UnresolvedKind::kNoSuchTable:
      return "no table is called " + name + in;
    case UnresolvedKind::kNoSuchColumn:
      return "no column is called " + name + in;
    case UnresolvedKind::kAmbiguous:
      return "several columns are called " + name + in;
    case UnresolvedKind::kColumnCount:
      return "the numbers of columns differ at " + name + in;
    case UnresolvedKind::kCircular:
      return name + " reads itself where it may not" + in;
    case UnresolvedKind::kUnclear:
      return name + " may be a column of a table function, whose columns are not known" + in;
    case UnresolvedKind::kUnknownColumns:
      return "the columns of " + name + " are not known" + in;
  }
  return {};
}

void LineageFlow::add(const LineageFlow& other) {
  for (const auto& [column, kinds] : other.inputs_) inputs_[column] |= kinds;
  open_ = open_ || other.open_;
}

LineageFlow LineageFlow::through(LineageKind kind) const {
  LineageFlow flow = *this;
  for (auto& [column, kinds] : flow.inputs_) {
    for (int step = 0; step < static_cast<int>(kind); ++step) {
      const std::uint16_t lower = LineageFlow::bit(static_cast<LineageKind>(step));
      if ((kinds & lower) == 0) continue;
      kinds = static_cast<std::uint16_t>((kinds & ~lower) | LineageFlow::bit(kind));
    }
  }
  return flow;
}

LineageFlow LineageFlow::as(LineageKind kind) const {
  LineageFlow flow = *this;
  for (auto& [column, kinds] : flow.inputs_) kinds = bit(kind);
  return flow;
}

LineageDepth::LineageDepth(LineageReader& reader, int levels) : reader_(reader), levels_(levels) {
  reader_.depth_ += levels_;
  if (reader_.depth_ > reader_.limits_.depth_max) {
    reader_.stop("lineage.too_deep", "queries, views and expressions lie too deep in one another",
                 "Make tables of some of them.");
  }
}

LineageReader::LineageReader(const LineageCatalog& catalog, std::string_view sql,
                             const LineageLimits& limits)
    : catalog_(catalog), sql_(sql), limits_(limits) {
  std::uint32_t next = 0;
  for (const LineageTable& table : catalog.tables) {
    first_column_.push_back(next);
    next += static_cast<std::uint32_t>(table.columns.size()) + 1;
  }
  views_.resize(catalog.tables.size());
  read_.resize(catalog.tables.size());
}

void LineageReader::stop(const char* code, const char* message, const char* remedy) {
  if (error_) return;
  error_ = Error{
      .whose = Whose::kLearner, .code = code, .message = message, .remedy = remedy, .where = {}};
}

void LineageReader::stop_too_much() {
  stop("lineage.too_much", "the query puts too many columns together to follow them all",
       "Name the columns that are needed instead of *.");
}

void LineageReader::spend(std::size_t amount) {
  work_ += static_cast<std::int64_t>(amount);
  if (work_ > limits_.work_max) stop_too_much();
}

void LineageReader::unresolved(UnresolvedKind kind, const Span& place, std::string name,
                               const std::vector<std::string>& known) {
  const Span shown = view_.empty() ? place : Span{};
  const bool is_told =
      std::any_of(unresolved_.begin(), unresolved_.end(), [&](const UnresolvedName& told) {
        return told.kind == kind && told.place.offset == shown.offset && told.view == view_ &&
               told.name == name;
      });
  if (is_told || stopped() || unresolved_.size() >= kUnresolvedMax) return;
  const bool is_word = name.size() <= kNameBytesMax;
  unresolved_.push_back({.kind = kind,
                         .place = shown,
                         .view = view_,
                         .name = name,
                         .nearest = is_word ? nearest(name, known).value_or("") : ""});
}

std::vector<LineageInput> LineageReader::inputs_of(const LineageFlow& flow) const {
  std::vector<LineageInput> inputs;
  for (const auto& [number, kinds] : flow.inputs()) {
    const auto behind = std::upper_bound(first_column_.begin(), first_column_.end(), number);
    const auto index = static_cast<std::size_t>(behind - first_column_.begin()) - 1;
    const LineageTable& table = catalog_.tables[index];
    const std::size_t column = number - first_column_[index];
    LineageInput input{.table = table.name,
                       .column = column < table.columns.size() ? table.columns[column] : "rowid",
                       .kinds = {}};
    for (int kind = 0; kind < kKinds; ++kind) {
      const auto each = static_cast<LineageKind>(kind);
      if ((kinds & LineageFlow::bit(each)) != 0) input.kinds.push_back(each);
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}

Result<QueryLineage> LineageReader::read(const Select& select) {
  const RelationFlow whole = query(select, {});
  if (error_) return fail(std::move(*error_));
  QueryLineage lineage;
  lineage.columns_known = whole.known;
  lineage.rows_open = whole.rows.open();
  for (const ColumnFlow& column : whole.columns) {
    lineage.columns.push_back(
        {.name = column.name, .inputs = inputs_of(column.flow), .open = column.flow.open()});
  }
  lineage.rows = inputs_of(whole.rows);
  for (std::size_t table = 0; table < read_.size(); ++table) {
    if (read_[table]) lineage.tables.push_back(catalog_.tables[table].name);
  }
  lineage.unresolved = std::move(unresolved_);
  std::stable_sort(lineage.unresolved.begin(), lineage.unresolved.end(),
                   [](const UnresolvedName& left, const UnresolvedName& right) {
                     return left.place.offset < right.place.offset;
                   });
  return lineage;
}

Result<QueryLineage> lineage_of(const Select& select, const LineageCatalog& catalog,
                                std::string_view sql, const LineageLimits& limits) {
  return LineageReader(catalog, sql, limits).read(select);
}

Result<QueryLineage> lineage_of(std::string_view sql, const LineageCatalog& catalog,
                                const LineageLimits& limits) {
  NIGHTSHIFT_TRY(const Select select, parse_query(sql));
  return lineage_of(select, catalog, sql, limits);
}

}  // namespace nightshift
