// The repair console: one line of text is one command, with the flags of Airflow's command line.
//
//   map shop.orders amount_minor_units -> amount_cents
//   backfill create --dag-id orders_daily --from-date 2026-03-10 --to-date 2026-03-10
//       --reprocess-behavior completed
//   state reset load_orders --to 2026-03-10T00:00:00Z
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/time.h"
#include "engine/pipeline/spec.h"

namespace nightshift {

// Reads a column under another name from now on (ours). An edit of pipeline.jsonc: see map_edit.h.
struct MapCommand {
  std::string source;  // "shop.orders"
  std::string from;    // the name at the source
  std::string to;      // the column that it fills

  friend bool operator==(const MapCommand&, const MapCommand&) = default;
};

// Airflow: which runs of the past a backfill makes again. With none and failed, a run that
// succeeded stays as it is, whatever it wrote.
enum class ReprocessBehavior { kNone, kFailed, kCompleted };

// Airflow's `backfill create`. Dates are logical dates, both ends included.
struct BackfillCommand {
  std::string dag_id;
  TimeUs from_date = 0;
  TimeUs to_date = 0;
  ReprocessBehavior reprocess_behavior = ReprocessBehavior::kNone;  // Airflow
  std::int64_t max_active_runs = 10;                                // Airflow
  bool run_backwards = false;                                       // Airflow
  bool dry_run = false;                                             // Airflow

  friend bool operator==(const BackfillCommand&, const BackfillCommand&) = default;
};

// Moves a sync task's cursor (ours); nullopt: forget it, so that everything is read again.
struct StateResetCommand {
  std::string task_id;
  std::optional<TimeUs> to;

  friend bool operator==(const StateResetCommand&, const StateResetCommand&) = default;
};

// Airflow's `tasks clear`: makes the chosen task instances run again. nullopt: from the first run,
// to the last.
struct TasksClearCommand {
  std::string dag_id;
  std::string task_id;  // --task-regex; a plain task_id here; "": all tasks
  std::optional<TimeUs> start_date;
  std::optional<TimeUs> end_date;
  bool only_failed = false;
  bool downstream = false;

  friend bool operator==(const TasksClearCommand&, const TasksClearCommand&) = default;
};

// Airflow's `dags trigger`: a run now, for the latest complete interval.
struct TriggerCommand {
  std::string dag_id;

  friend bool operator==(const TriggerCommand&, const TriggerCommand&) = default;
};

// Tells the people who look at a tile that it is wrong (ours).
struct TileFlagCommand {
  std::string exposure;
  std::string text;  // what to tell; "" takes the flag away

  friend bool operator==(const TileFlagCommand&, const TileFlagCommand&) = default;
};

// PagerDuty's two answers to a page.
struct PagerCommand {
  bool resolves = false;  // otherwise it acknowledges
  std::string dedup_key;

  friend bool operator==(const PagerCommand&, const PagerCommand&) = default;
};

// Buys something in the shop (ours).
struct OrderCommand {
  std::int64_t amount_cents = 0;

  friend bool operator==(const OrderCommand&, const OrderCommand&) = default;
};

using Command = std::variant<MapCommand, BackfillCommand, StateResetCommand, TasksClearCommand,
                             TriggerCommand, TileFlagCommand, PagerCommand, OrderCommand>;

constexpr std::size_t kCommandBytesMax = 2'000;

// Reads one line. Words stand between blanks; "..." and '...' keep blanks in a word; a flag's value
// follows it or stands after =. Errors name the place in the line, the nearest word, and the usage:
// "command.empty", "command.too_long", "command.unfinished_quote", "command.unknown",
// "command.unknown_flag", "command.repeated_flag", "command.missing_value", "command.missing",
// "command.unexpected", "command.value".
Result<Command> parse_command(std::string_view line);

// Does the pipeline have what the command names? "command.unknown_name" with the nearest name, and
// "command.no_cursor" for a state that does not exist.
Result<void> check_command(const Command& command, const Pipeline& pipeline);

struct CommandHelp {
  std::string_view usage;  // "state reset TASK_ID [--to TIME]"
  std::string_view about;  // one sentence
  std::string_view tool;   // "Airflow", "PagerDuty" or "ours"
};

// Every command, in the order in which a repair needs them.
const std::vector<CommandHelp>& command_help();

}  // namespace nightshift
