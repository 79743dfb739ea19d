#include "engine/pipeline/command.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/pipeline/command_line.h"
#include "engine/pipeline/reading.h"

namespace nightshift {
namespace {

constexpr std::int64_t kActiveRunsMax = 1'000;
constexpr std::int64_t kAmountCentsMax = 100'000'000;

// An argument that becomes the name of a column in pipeline.jsonc.
Result<std::string> column_argument(const CommandLine& line, std::size_t index,
                                    std::string_view what) {
  NIGHTSHIFT_TRY(std::string name, line.argument(index, what));
  if (is_name(name)) return name;
  return fail(line.error_at(line.argument_offset(index), "command.value",
                            "\"" + one_line(name, 40) + "\" is not the name of a column",
                            "Use letters, digits and _, at most 64, and no digit first."));
}

Result<Command> read_map(CommandLine& line) {
  constexpr std::size_t kWords = 4;
  NIGHTSHIFT_TRY(line.read({}, kWords));
  MapCommand command;
  NIGHTSHIFT_TRY(command.source, line.argument(0, "SOURCE"));
  NIGHTSHIFT_TRY(command.from, column_argument(line, 1, "FROM"));
  NIGHTSHIFT_TRY(const std::string arrow, line.argument(2, "->"));
  NIGHTSHIFT_TRY(command.to, line.argument(3, "TO"));
  if (arrow != "->") {
    return fail(
        line.error_at(line.argument_offset(2), "command.unexpected",
                      "-> stands between the two names, not \"" + one_line(arrow, 40) + "\"", ""));
  }
  NIGHTSHIFT_TRY(command.to, column_argument(line, 3, "TO"));
  return command;
}

Result<Command> read_backfill(CommandLine& line) {
  constexpr std::array kFlags = {FlagRule{"--dag-id"},          FlagRule{"--from-date"},
                                 FlagRule{"--to-date"},         FlagRule{"--reprocess-behavior"},
                                 FlagRule{"--max-active-runs"}, FlagRule{"--run-backwards", false},
                                 FlagRule{"--dry-run", false}};
  NIGHTSHIFT_TRY(line.read(kFlags, 0));
  BackfillCommand command;
  NIGHTSHIFT_TRY(command.dag_id, line.text("--dag-id"));
  NIGHTSHIFT_TRY(command.from_date, line.moment("--from-date"));
  NIGHTSHIFT_TRY(command.to_date, line.moment("--to-date"));
  if (command.to_date < command.from_date) {
    return fail(line.bad_value("--to-date", "--to-date is before --from-date",
                               "Both are logical dates; the same day twice is one day."));
  }
  if (const std::optional<std::string> behavior = line.optional_text("--reprocess-behavior")) {
    const std::vector<std::string> words = {"none", "failed", "completed"};
    const auto found = std::find(words.begin(), words.end(), *behavior);
    if (found == words.end()) {
      const std::optional<std::string> near = nearest(*behavior, words);
      return fail(line.bad_value(
          "--reprocess-behavior", "\"" + one_line(*behavior, 40) + "\" is no reprocess behavior",
          near ? "Did you mean " + *near + "?" : "Use none, failed or completed."));
    }
    command.reprocess_behavior = static_cast<ReprocessBehavior>(found - words.begin());
  }
  if (line.has("--max-active-runs")) {
    NIGHTSHIFT_TRY(command.max_active_runs, line.number("--max-active-runs", 1, kActiveRunsMax));
  }
  command.run_backwards = line.has("--run-backwards");
  command.dry_run = line.has("--dry-run");
  return command;
}

Result<Command> read_state_reset(CommandLine& line) {
  constexpr std::array kFlags = {FlagRule{"--to"}};
  NIGHTSHIFT_TRY(line.read(kFlags, 1));
  StateResetCommand command;
  NIGHTSHIFT_TRY(command.task_id, line.argument(0, "TASK_ID"));
  NIGHTSHIFT_TRY(command.to, line.optional_moment("--to"));
  return command;
}

Result<Command> read_tasks_clear(CommandLine& line) {
  constexpr std::array kFlags = {FlagRule{"--task-regex"}, FlagRule{"--start-date"},
                                 FlagRule{"--end-date"}, FlagRule{"--only-failed", false},
                                 FlagRule{"--downstream", false}};
  NIGHTSHIFT_TRY(line.read(kFlags, 1));
  TasksClearCommand command;
  NIGHTSHIFT_TRY(command.dag_id, line.argument(0, "DAG_ID"));
  command.task_id = line.optional_text("--task-regex").value_or("");
  NIGHTSHIFT_TRY(command.start_date, line.optional_moment("--start-date"));
  NIGHTSHIFT_TRY(command.end_date, line.optional_moment("--end-date"));
  if (command.start_date && command.end_date && *command.end_date < *command.start_date) {
    return fail(line.bad_value("--end-date", "--end-date is before --start-date", ""));
  }
  command.only_failed = line.has("--only-failed");
  command.downstream = line.has("--downstream");
  return command;
}

Result<Command> read_trigger(CommandLine& line) {
  NIGHTSHIFT_TRY(line.read({}, 1));
  TriggerCommand command;
  NIGHTSHIFT_TRY(command.dag_id, line.argument(0, "DAG_ID"));
  return command;
}

Result<Command> read_tile_flag(CommandLine& line) {
  constexpr std::array kFlags = {FlagRule{"--stale"}, FlagRule{"--clear", false}};
  NIGHTSHIFT_TRY(line.read(kFlags, 1));
  TileFlagCommand command;
  NIGHTSHIFT_TRY(command.exposure, line.argument(0, "NAME"));
  if (line.has("--clear")) {
    if (!line.has("--stale")) return command;
    return fail(line.bad_value("--stale", "--stale and --clear contradict each other",
                               "Remove one of them."));
  }
  NIGHTSHIFT_TRY(command.text, line.text("--stale"));
  if (command.text.empty()) {
    return fail(line.bad_value("--stale", "the flag says nothing",
                               "Write what people should know, in quotes."));
  }
  return command;
}

Result<Command> read_pager(CommandLine& line, bool resolves) {
  NIGHTSHIFT_TRY(line.read({}, 1));
  PagerCommand command{.resolves = resolves, .dedup_key = {}};
  NIGHTSHIFT_TRY(command.dedup_key, line.argument(0, "KEY"));
  return command;
}
Result<Command> read_pager_ack(CommandLine& line) { return read_pager(line, false); }
Result<Command> read_pager_resolve(CommandLine& line) { return read_pager(line, true); }

Result<Command> read_order(CommandLine& line) {
  constexpr std::array kFlags = {FlagRule{"--amount"}};
  NIGHTSHIFT_TRY(line.read(kFlags, 0));
  OrderCommand command;
  NIGHTSHIFT_TRY(command.amount_cents, line.number("--amount", 1, kAmountCentsMax));
  return command;
}

// A command: its one or two words, how it is read, and what it is for.
struct CommandRule {
  std::string_view words;
  Result<Command> (*read)(CommandLine& line);
  CommandHelp help;
};

constexpr std::array<CommandRule, 9> kCommands = {{
    {"tile flag",
     read_tile_flag,
     {"tile flag NAME --stale TEXT | --clear",
      "Tells everybody who looks at a tile that its number is wrong.", "ours"}},
    {"pager ack",
     read_pager_ack,
     {"pager ack KEY", "Says that somebody is looking into it.", "PagerDuty"}},
    {"pager resolve",
     read_pager_resolve,
     {"pager resolve KEY", "Closes an incident.", "PagerDuty"}},
    {"order place",
     read_order,
     {"order place --amount CENTS", "Buys something in the shop: does the checkout work?", "ours"}},
    {"map",
     read_map,
     {"map SOURCE FROM -> TO", "Reads the column FROM of a source into the column TO.", "ours"}},
    {"state reset",
     read_state_reset,
     {"state reset TASK_ID [--to TIME]", "Moves the cursor of a sync task, or forgets it.",
      "ours"}},
    {"backfill create",
     read_backfill,
     {"backfill create --dag-id DAG_ID --from-date DATE --to-date DATE "
      "[--reprocess-behavior none|failed|completed] [--max-active-runs N] [--run-backwards] "
      "[--dry-run]",
      "Makes the runs of a stretch of time; those that are there already only with a reprocess "
      "behavior that covers their state.",
      "Airflow"}},
    {"tasks clear",
     read_tasks_clear,
     {"tasks clear DAG_ID [--task-regex TASK_ID] [--start-date DATE] [--end-date DATE] "
      "[--only-failed] [--downstream]",
      "Makes task instances run again.", "Airflow"}},
    {"dags trigger",
     read_trigger,
     {"dags trigger DAG_ID", "Starts a run now, for the latest complete interval.", "Airflow"}},
}};

Error unknown_command(std::string_view line, std::string_view words, std::size_t offset) {
  std::vector<std::string> known;
  std::string list;
  for (const CommandRule& rule : kCommands) {
    known.emplace_back(rule.words);
    list += (list.empty() ? "" : ", ") + known.back();
  }
  const std::optional<std::string> near = nearest(words, known);
  return {.whose = Whose::kLearner,
          .code = "command.unknown",
          .message = "\"" + one_line(words, 60) + "\" is no command",
          .remedy = near ? "Did you mean " + *near + "?" : "Commands are " + list + ".",
          .where = where_in_text(line, offset)};
}

}  // namespace

Result<Command> parse_command(std::string_view line) {
  const auto refused = [](std::string code, std::string message, std::string remedy) {
    return fail(Error{.whose = Whose::kLearner,
                      .code = std::move(code),
                      .message = std::move(message),
                      .remedy = std::move(remedy),
                      .where = {.line = 1, .column = 1, .offset_utf16 = 0}});
  };
  if (line.size() > kCommandBytesMax) {
    return refused("command.too_long",
                   "a command has at most " + count_text(kCommandBytesMax) + " bytes",
                   "Shorten it.");
  }
  if (!is_utf8(line)) return refused("command.value", "this is not UTF-8 text", "Type it again.");
  NIGHTSHIFT_TRY(const std::vector<CommandWord> words, split_command(line));
  if (words.empty()) {
    return refused("command.empty", "there is no command in this line", "Type one.");
  }
  for (const CommandRule& rule : kCommands) {
    const bool one_word = rule.words.find(' ') == std::string_view::npos;
    if (!one_word && words.size() < 2) continue;
    const std::string name = words[0].text + (one_word ? "" : " " + words[1].text);
    if (name != rule.words) continue;
    CommandLine rest(line, rule.help.usage, std::span(words).subspan(one_word ? 1 : 2));
    return rule.read(rest);
  }
  std::string name = words[0].text;
  if (words.size() > 1 && !words[1].text.starts_with("--")) name += " " + words[1].text;
  return fail(unknown_command(line, name, words[0].offset));
}

const std::vector<CommandHelp>& command_help() {
  static const std::vector<CommandHelp> help = [] {
    std::vector<CommandHelp> all;
    for (const CommandRule& rule : kCommands) all.push_back(rule.help);
    return all;
  }();
  return help;
}

}  // namespace nightshift
