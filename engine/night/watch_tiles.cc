// Tiles, and the people in front of them.

#include <algorithm>
#include <utility>

#include "engine/night/watch.h"
#include "engine/runtime/model_try.h"
#include "engine/sql/moment.h"

namespace nightshift {
namespace {

// One number, the first of the first row. A text there is no number, and the tile says so.
Shown number_shown(const Exposure& exposure, Sink& sink, const std::string& sql, TimeUs now) {
  const auto answer = sink.query(sql);
  Shown shown{.at = now, .kind = ShownKind::kError};
  if (!answer || answer->columns.empty()) return shown;
  const Cell cell = answer->row_count() == 0 ? Cell(Null{}) : answer->columns.front().cells.front();
  if (const auto* number = std::get_if<std::int64_t>(&cell)) {
    return {.at = now, .kind = ShownKind::kValue, .value = *number};
  }
  if (!std::holds_alternative<Null>(cell)) return shown;
  shown.kind = exposure.when_empty == WhenEmpty::kZero ? ShownKind::kValue : ShownKind::kNoData;
  return shown;
}

}  // namespace

Tile& Watch::tile_named(const std::string& name) {
  const auto found = std::find_if(tiles_.begin(), tiles_.end(),
                                  [&](const Tile& tile) { return tile.name == name; });
  if (found != tiles_.end()) return *found;
  tiles_.push_back({.name = name, .shown = {}, .flags = {}});
  return tiles_.back();
}

const Tile* Watch::find_tile(std::string_view name) const {
  const auto found = std::find_if(tiles_.begin(), tiles_.end(),
                                  [&](const Tile& tile) { return tile.name == name; });
  return found == tiles_.end() ? nullptr : &*found;
}

void Watch::refresh(const WatchContext& context, std::size_t exposure) {
  const Exposure& asked = context.runtime.pipeline().exposures[exposure];
  put_on_screen(context.kernel, tile_named(asked.name), ask(context, asked),
                is_old(asked, context.kernel.now()));
}

// A tile asks every few minutes, and most of the time nothing has changed since.
Shown Watch::ask(const WatchContext& context, const Exposure& exposure) {
  const TimeUs now = context.kernel.now();
  const Asked asked{
      .version = context.sink.version(), .installed = installed_, .about = day_start(now)};
  auto& [known, shown] = answers_[exposure.name];
  if (known == asked) {
    shown.at = now;
    return shown;
  }
  const std::string sql =
      render(exposure.query, render_context(context.runtime.pipeline(), {}, now));
  known = depends_on_moment(sql) ? Asked{} : asked;
  shown = number_shown(exposure, context.sink, sql, now);
  return shown;
}

// stale_after: nothing was committed to what the tile reads for so long.
bool Watch::is_old(const Exposure& exposure, TimeUs now) const {
  if (!exposure.stale_after) return false;
  return std::any_of(
      exposure.depends_on.begin(), exposure.depends_on.end(), [&](const std::string& relation) {
        const auto commit = commits_.find(relation);
        return commit != commits_.end() && now - commit->second > *exposure.stale_after;
      });
}

// Readers are warned by the tile itself when its data are old, and by whoever put a note on it.
void Watch::put_on_screen(Kernel& kernel, Tile& tile, const Shown& shown, bool is_old) {
  const auto note = notes_.find(tile.name);
  const std::string text = note != notes_.end() ? note->second : is_old ? "the data are old" : "";
  const bool was_flagged = is_flagged(tile, kernel.now());
  const bool flag_changed = was_flagged == text.empty();
  if (flag_changed) {
    flag(tile, {.at = kernel.now(), .stale = !text.empty(), .text = text});
    kernel.record(TraceKind::kTileFlag, tile.name, {{"stale", !text.empty()}, {"text", text}});
  }
  const Shown* before = tile.shown.empty() ? nullptr : &tile.shown.back();
  if (before != nullptr && before->kind == shown.kind && before->value == shown.value) return;
  show(tile, shown);
  std::vector<TraceField> fields = {{"kind", std::string(shown_kind_text(shown.kind))},
                                    {"stale", !text.empty()}};
  if (shown.kind == ShownKind::kValue) fields.push_back({"value", shown.value});
  kernel.record(TraceKind::kTileShow, tile.name, std::move(fields));
}

bool Watch::flag_tile(Kernel& kernel, std::string_view tile, const std::string& text) {
  const Tile* found = find_tile(tile);
  if (found == nullptr) return false;
  Tile& flagged = tile_named(found->name);
  if (text.empty()) {
    notes_.erase(flagged.name);
  } else {
    notes_[flagged.name] = text;
  }
  flag(flagged, {.at = kernel.now(), .stale = !text.empty(), .text = text});
  kernel.record(TraceKind::kTileFlag, flagged.name, {{"stale", !text.empty()}, {"text", text}});
  return true;
}

void Watch::look(const WatchContext& context, const Viewer& viewer) {
  const Tile* tile = find_tile(viewer.tile);
  if (tile == nullptr) return;
  const TimeUs now = context.kernel.now();
  const Shown* seen = shown_at(*tile, now);
  if (seen == nullptr || seen->kind != ShownKind::kValue || is_flagged(*tile, now)) return;
  if (seen->value >= viewer.calls_below) return;
  alert(context.kernel, {.dedup_key = "viewer:" + viewer.tile,
                         .summary = viewer.says,
                         .source = viewer.who,
                         .severity = PagerSeverity::kCritical});
}

}  // namespace nightshift
