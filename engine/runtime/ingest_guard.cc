#include "engine/runtime/ingest_guard.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/base/ascii.h"

namespace nightshift {
namespace {

// Adds a page's rows. Its columns may be others than those of the pages before it: what one page
// does not have is NULL.
void add_rows(const IncomingPage& page, Table& rows) {
  const std::size_t before = rows.row_count();
  const std::size_t after = before + page.rows.size();
  for (std::size_t index = 0; index < page.schema.columns.size(); ++index) {
    const SourceColumn& source = page.schema.columns[index];
    const std::size_t place = page.places[index];
    auto column = std::find_if(rows.columns.begin(), rows.columns.end(), [&](const auto& other) {
      return same_name(other.name, source.name);
    });
    if (column == rows.columns.end()) {
      rows.columns.push_back({.name = source.name, .type = source.type, .cells = {}});
      column = std::prev(rows.columns.end());
      column->cells.resize(before, Null{});
    }
    for (const std::vector<Cell>& row : page.rows) column->cells.push_back(row[place]);
  }
  for (Column& column : rows.columns) column.cells.resize(after, Null{});
}

bool is_target(const SyncTask& task, std::string_view name) {
  return std::any_of(task.fields.begin(), task.fields.end(),
                     [&](const FieldMapping& field) { return same_name(field.to, name); });
}

}  // namespace

IncomingPage incoming_page(const SyncTask& task, const SourceRows& page) {
  IncomingPage result{.schema = {.version = page.schema.version}, .places = {}, .rows = page.rows};
  const auto add = [&](std::size_t place, const std::string& name) {
    result.schema.columns.push_back(page.schema.columns[place]);
    result.schema.columns.back().name = name;
    result.places.push_back(place);
  };
  for (std::size_t place = 0; place < page.schema.columns.size(); ++place) {
    bool is_read = false;
    for (const FieldMapping& field : task.fields) {
      if (field.place_in(page.schema) != place) continue;
      add(place, field.to);
      is_read = true;
    }
    const std::string& name = page.schema.columns[place].name;
    if (!is_read && !is_target(task, name)) add(place, name);
  }
  return result;
}

IngestGuard::IngestGuard(std::vector<ContractPoint> points)
    : points_(std::move(points)), schemas_(points_.size()) {}

Result<void> IngestGuard::look_at(const StepContext& context, const IncomingPage& page) {
  for (std::size_t i = 0; i < points_.size(); ++i) {
    if (!schemas_[i].passed()) continue;
    schemas_[i] = judge_schema(points_[i], observed_schema(page.schema));
    if (schemas_[i].passed()) continue;
    // Those that go on are told once, when all rows are known.
    const OnViolation reaction = points_[i].on_violation;
    if (reaction == OnViolation::kWarn || reaction == OnViolation::kQuarantine) continue;
    NIGHTSHIFT_TRY(react(context, points_[i], schemas_[i]));
  }
  if (!points_.empty()) add_rows(page, rows_);
  return {};
}

Result<IngestVerdict> IngestGuard::judge(const StepContext& context,
                                         const std::string& quarantine) const {
  IngestVerdict result;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    ContractVerdict verdict = schemas_[i].passed() ? judge_rows(points_[i], rows_) : schemas_[i];
    if (!schemas_[i].passed()) verdict.set_aside = all_rows(rows_.row_count());
    NIGHTSHIFT_TRY(react(context, points_[i], verdict));
    if (points_[i].on_violation != OnViolation::kQuarantine || verdict.set_aside.empty()) continue;
    if (result.say.empty()) result.say = broken_text(verdict);
    std::vector<std::size_t> both;
    std::set_union(result.set_aside.begin(), result.set_aside.end(), verdict.set_aside.begin(),
                   verdict.set_aside.end(), std::back_inserter(both));
    result.set_aside = std::move(both);
  }
  if (result.set_aside.empty()) return result;
  result.writes =
      quarantine_writes(context, quarantine, parted(rows_, result.set_aside).taken, result.say);
  return result;
}

}  // namespace nightshift
