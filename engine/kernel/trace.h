// Everything that happened in a night, in order, each event with its cause. The trace is what
// graders judge and what the screen shows; nothing else leaves a night.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/kernel/time.h"

namespace nightshift {

enum class TraceKind : std::uint8_t {
  // The world.
  kSourceWrite,   // src.write    a row was created, updated or deleted
  kSourceSchema,  // src.schema   a table's columns changed
  kRelease,       // app.release  a team shipped a change
  kCiCheck,       // ci.check     a change was checked before it shipped
  kFaultFire,     // fault.fire   an entry of the fault plan came to pass
  // The learner's pipeline.
  kRunStart,    // run.start
  kRunEnd,      // run.end
  kTaskState,   // task.state
  kTaskEnd,     // task.end
  kSyncRead,    // sync.read    a page was read from a source
  kSyncDrop,    // sync.drop    rows were read and not kept
  kWriteBatch,  // write.batch
  kCommit,      // commit
  kStateSave,   // state.save   a cursor moved
  kCrash,       // crash
  kRetryWait,   // retry.wait
  // Quality.
  kCheckResult,     // check.result
  kContractResult,  // contract.result
  kMonitorEval,     // monitor.eval
  kQuarantine,      // quarantine
  // Consumers and people.
  kTileShow,      // tile.show     what is on a screen changed
  kTileFlag,      // tile.flag     readers were told that it is stale, or no longer
  kPageOpen,      // page.open
  kPageEscalate,  // page.escalate
  kPageAck,       // page.ack
  kPageResolve,   // page.resolve
  kNote,          // note
  kAct,           // act          the learner did something
  // The run itself.
  kLimit,  // limit        a cap was reached: the rest is unknown
};

// "src.write": the spelling in NDJSON.
std::string_view trace_kind_text(TraceKind kind);

// A detail of an event. Keys are literals: they outlive every trace.
struct TraceField {
  std::string_view key;
  std::variant<std::int64_t, bool, std::string> value;

  friend bool operator==(const TraceField&, const TraceField&) = default;
};

struct TraceEvent {
  TimeUs time = 0;
  TraceKind kind = TraceKind::kNote;
  std::string subject;      // what it happened to: "shop.orders", "load_orders", "cfo_revenue"
  std::string run;          // "orders_daily@2026-03-10#1" within a run, otherwise empty
  std::int64_t cause = -1;  // index of the event that led to it; -1: none
  std::vector<TraceField> fields;

  // The field `key`, or nullptr.
  const std::variant<std::int64_t, bool, std::string>* find(std::string_view key) const;
  // A number of the event; `otherwise` where it has none of that name.
  std::int64_t number(std::string_view key, std::int64_t otherwise = 0) const;
  // A text of the event; "" where it has none of that name.
  std::string_view text(std::string_view key) const;

  friend bool operator==(const TraceEvent&, const TraceEvent&) = default;
};

// A value. Events are only added, never changed, so copies share what they have in common: forking
// a night at its end costs no more than at its beginning.
class Trace {
 public:
  // Its index.
  std::int64_t add(TraceEvent event);

  std::int64_t size() const;
  const TraceEvent& at(std::int64_t index) const;

  // How many events this trace and `other` have in common at their beginning.
  std::int64_t common_prefix(const Trace& other) const;

  // One line of canonical JSON, without the line's end:
  // {"c":1041,"d":{"read":54,"written":0},"i":1187,"k":"task.end","r":"...","s":"load_orders",
  // "t":1773187440000000}; "c" and "r" only where there is one.
  std::string line(std::int64_t index) const;

  // SHA-256 over all lines, each with its end: what `sha256sum` says of the exported file.
  std::string digest() const;

  // The digests after every kDigestBlock lines: two traces that differ are compared by these first.
  static constexpr std::int64_t kDigestBlock = 256;
  std::vector<std::string> block_digests() const;

 private:
  using Block = std::vector<TraceEvent>;  // kDigestBlock events, but for the open one

  std::vector<std::shared_ptr<const Block>> full_;
  Block open_;
};

}  // namespace nightshift
