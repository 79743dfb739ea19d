// Those who look at a night: tiles that ask the warehouse, monitors, viewers, and the pager. They
// see what a learner could see, never the truth.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/kernel/kernel.h"
#include "engine/kernel/source.h"
#include "engine/night/plan.h"
#include "engine/observe/monitor.h"
#include "engine/observe/pager.h"
#include "engine/observe/tile.h"
#include "engine/pipeline/spec.h"
#include "engine/runtime/runtime.h"
#include "engine/runtime/sink.h"

namespace nightshift {

// What a monitor found in the warehouse.
struct Found {
  bool read = false;
  std::optional<TimeUs> loaded_at;
  std::optional<IntervalRows> interval;
  std::vector<RuleResult> rules;
};

// What they may look at.
struct WatchContext {
  Kernel& kernel;
  const Source& source;
  Sink& sink;
  const Runtime& runtime;
};

// A value, together with its kernel.
class Watch {
 public:
  Watch(std::vector<Viewer> viewers, PagerPolicy policy);

  // The learner's files are in force from now on: what they say of tiles and monitors is scheduled.
  // What an earlier version scheduled comes to nothing. The first call also seats the viewers.
  void install(Kernel& kernel, const Pipeline& pipeline);

  // Handles the kernel's current event, of class kMonitor or kConsumer.
  void handle(const WatchContext& context);

  // Looks at what the trace tells from event `from` on: monitors that look after each run do so,
  // and who wants to be told is told.
  void notice(const WatchContext& context, std::int64_t from);

  // Readers of a tile are warned, or no longer when `text` is empty. False: no such tile.
  bool flag_tile(Kernel& kernel, std::string_view tile, const std::string& text);
  // Answers a page; false when there is no open one with this key, or nothing changes.
  bool answer_page(Kernel& kernel, const PagerCommand& command);

  const std::vector<Tile>& tiles() const { return tiles_; }
  const Tile* find_tile(std::string_view name) const;
  const Pager& pager() const { return pager_; }

 private:
  // What was asked of the warehouse: while all of this stays, so does the answer.
  struct Asked {
    std::int64_t version = -1;    // of the warehouse
    std::int64_t installed = -1;  // of the files
    TimeUs about = 0;             // the day, or where the data interval starts

    friend bool operator==(const Asked&, const Asked&) = default;
  };

  // What a monitor remembers from one look to the next.
  struct Memory {
    std::optional<CheckState> state;
    std::vector<IntervalRows> history;
    std::optional<ObservedSchema> schema;
    Asked asked;
    Found found;
  };

  void schedule(Kernel& kernel, EventClass event_class, std::int64_t what, std::size_t subject,
                TimeUs at) const;
  Tile& tile_named(const std::string& name);

  void refresh(const WatchContext& context, std::size_t exposure);
  Shown ask(const WatchContext& context, const Exposure& exposure);
  void put_on_screen(Kernel& kernel, Tile& tile, const Shown& shown, bool is_old);
  bool is_old(const Exposure& exposure, TimeUs now) const;
  void look(const WatchContext& context, const Viewer& viewer);

  void evaluate(const WatchContext& context, std::size_t monitor, const DataInterval& interval);
  const Found& find_out(const WatchContext& context, const PlannedMonitor& planned,
                        const DataInterval& interval, Memory& memory) const;

  void tell(const WatchContext& context, std::int64_t index, const TraceEvent& event);
  void alert(Kernel& kernel, const Alert& alert);
  void record_page(Kernel& kernel, TraceKind kind, const PagerEvent& event);

  std::vector<Viewer> viewers_;
  std::vector<Tile> tiles_;
  std::map<std::string, std::pair<Asked, Shown>, std::less<>> answers_;  // of tiles, by name
  Pager pager_;
  std::map<std::string, Memory, std::less<>> memories_;    // by the monitor's name
  std::map<std::string, std::string, std::less<>> notes_;  // a tile's flag of the learner
  std::map<std::string, TimeUs, std::less<>> commits_;     // the latest, by relation
  std::int64_t installed_ = 0;                             // how often
};

}  // namespace nightshift
