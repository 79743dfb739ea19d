#include "engine/pipeline/command.h"

#include "tests/support/catch.h"
#include "tests/unit/pipeline/notation.h"

namespace nightshift {
namespace {

constexpr TimeUs kDay10 = 1'773'100'800 * kSecondUs;  // 2026-03-10

Command parsed(std::string_view line) {
  const Result<Command> command = parse_command(line);
  INFO(line << ": " << (command ? "" : command.error().message));
  REQUIRE(command);
  return *command;
}

// "code@column"; the columns count from 1.
std::string trouble(std::string_view line) {
  const Result<Command> command = parse_command(line);
  if (command) return "";
  const Error& error = command.error();
  CHECK_FALSE(error.remedy.empty());
  REQUIRE(error.where.column);
  return error.code + "@" + std::to_string(*error.where.column);
}

std::string remedy(std::string_view line) {
  const Result<Command> command = parse_command(line);
  REQUIRE_FALSE(command);
  return command.error().remedy;
}

TEST_CASE("every command") {
  CHECK(parsed("map shop.orders amount_minor_units -> amount_cents") ==
        Command(MapCommand{"shop.orders", "amount_minor_units", "amount_cents"}));
  CHECK(parsed("backfill create --dag-id d --from-date 2026-03-10 --to-date 2026-03-11") ==
        Command(BackfillCommand{.dag_id = "d", .from_date = kDay10, .to_date = kDay10 + kDayUs}));
  CHECK(parsed("state reset load_orders --to 2026-03-10T01:00:00Z") ==
        Command(StateResetCommand{"load_orders", kDay10 + kHourUs}));
  CHECK(parsed("state reset load_orders") == Command(StateResetCommand{"load_orders", {}}));
  CHECK(parsed("tasks clear d") == Command(TasksClearCommand{.dag_id = "d"}));
  CHECK(parsed("dags trigger d") == Command(TriggerCommand{"d"}));
  CHECK(parsed("tile flag t --stale \"rename incident\"") ==
        Command(TileFlagCommand{"t", "rename incident"}));
  CHECK(parsed("tile flag t --clear") == Command(TileFlagCommand{"t", ""}));
  CHECK(parsed("pager ack k:1") == Command(PagerCommand{false, "k:1"}));
  CHECK(parsed("pager resolve 'a b'") == Command(PagerCommand{true, "a b"}));
  CHECK(parsed("order place --amount 1999") == Command(OrderCommand{1'999}));
}

TEST_CASE("backfill has Airflow's flags and defaults") {
  const auto backfill = [](std::string_view flags) {
    return std::get<BackfillCommand>(
        parsed("backfill create --to-date=2026-03-10 --from-date=2026-03-10 --dag-id=d " +
               std::string(flags)));
  };
  CHECK(backfill("").reprocess_behavior == ReprocessBehavior::kNone);
  CHECK(backfill("").max_active_runs == 10);
  CHECK_FALSE(backfill("").run_backwards);
  CHECK_FALSE(backfill("").dry_run);
  CHECK(backfill("--reprocess-behavior failed").reprocess_behavior == ReprocessBehavior::kFailed);
  CHECK(backfill("--reprocess-behavior=completed").reprocess_behavior ==
        ReprocessBehavior::kCompleted);
  CHECK(backfill("--max-active-runs 1").max_active_runs == 1);
  CHECK(backfill("--run-backwards --dry-run").run_backwards);
  CHECK(backfill("--run-backwards --dry-run").dry_run);
}

TEST_CASE("tasks clear has Airflow's flags") {
  CHECK(parsed("tasks clear d --task-regex load --start-date 2026-03-10 --end-date 2026-03-10 "
               "--only-failed --downstream") ==
        Command(TasksClearCommand{"d", "load", kDay10, kDay10, true, true}));
}

TEST_CASE("blanks and quotes") {
  CHECK(parsed("  dags\ttrigger   d  ") == Command(TriggerCommand{"d"}));
  CHECK(parsed("tile flag t --stale=\"a b\"") == Command(TileFlagCommand{"t", "a b"}));
  CHECK(parsed("tile flag t --stale '--really'") == Command(TileFlagCommand{"t", "--really"}));
  CHECK(parsed("tile flag t --stale \"it's\"") == Command(TileFlagCommand{"t", "it's"}));
  CHECK(trouble("tile flag t --stale \"a") == "command.unfinished_quote@21");
  CHECK(trouble("tile flag t --stale a b") == "command.unexpected@23");
}

TEST_CASE("unknown commands and flags name the nearest") {
  CHECK(trouble("") == "command.empty@1");
  CHECK(trouble("   ") == "command.empty@1");
  CHECK(trouble(" frobnicate") == "command.unknown@2");
  CHECK(trouble("backfill") == "command.unknown@1");
  CHECK(remedy("backfil create --dag-id d") == "Did you mean backfill create?");
  CHECK(remedy("pager acknowledge k").find("pager ack") != std::string::npos);
  CHECK(trouble("dags trigger d --now") == "command.unknown_flag@16");
  CHECK(trouble("backfill create --dagid d") == "command.unknown_flag@17");
  CHECK(remedy("backfill create --dagid d").starts_with("Did you mean --dag-id? Usage: backfill"));
}

TEST_CASE("values and what is missing are named with their place") {
  CHECK(trouble("backfill create --dag-id d --from-date 2026-03-10") == "command.missing@50");
  CHECK(trouble("backfill create --dag-id --from-date 2026-03-10") == "command.missing_value@17");
  CHECK(trouble("backfill create --dag-id d --from-date 2026-02-30 --to-date 2026-03-01") ==
        "command.value@40");
  CHECK(trouble("backfill create --dag-id d --from-date 2026-03-10 --to-date 2026-03-09") ==
        "command.value@61");
  CHECK(trouble("backfill create --dag-id d --from-date 2026-03-10 --to-date 2026-03-10 "
                "--reprocess-behavior fail") == "command.value@93");
  CHECK(trouble("backfill create --dag-id d --dag-id d") == "command.repeated_flag@28");
  CHECK(trouble("backfill create d") == "command.unexpected@17");
  CHECK(trouble("backfill create --dry-run=yes") == "command.unexpected@17");
  CHECK(trouble("order place") == "command.missing@12");
  CHECK(trouble("order place --amount 0") == "command.value@22");
  CHECK(trouble("order place --amount 100000000") == "");
  CHECK(trouble("order place --amount 100000001") == "command.value@22");
  CHECK(trouble("order place --amount 19.99") == "command.value@22");
  CHECK(trouble("order place --amount 99999999999999999999") == "command.value@22");
  CHECK(trouble("map shop.orders a b") == "command.missing@20");
  CHECK(trouble("map shop.orders a => b") == "command.unexpected@19");
  CHECK(trouble("map shop.orders a -> b c") == "command.unexpected@24");
  CHECK(trouble("map shop.orders a ->") == "command.missing@21");
  CHECK(trouble("map shop.orders a.b -> c") == "command.value@17");
  CHECK(trouble("map shop.orders a -> b.c") == "command.value@22");
  CHECK(trouble("state reset") == "command.missing@12");
  CHECK(trouble("tile flag t") == "command.missing@12");
  CHECK(trouble("tile flag t --stale ''") == "command.value@21");
  CHECK(trouble("tile flag t --stale x --clear") == "command.value@21");
  CHECK(trouble("tasks clear d --start-date 2026-03-10 --end-date 2026-03-09") ==
        "command.value@50");
  CHECK(trouble("pager ack") == "command.missing@10");
}

TEST_CASE("a line is short text") {
  CHECK(trouble("pager ack " + std::string(kCommandBytesMax - 10, 'k')) == "");
  CHECK(trouble("pager ack " + std::string(kCommandBytesMax - 9, 'k')) == "command.too_long@1");
  CHECK(trouble("pager ack \xff") == "command.value@1");
}

TEST_CASE("help names every command once") {
  CHECK(command_help().size() == std::variant_size_v<Command> + 1);  // ack and resolve are one type
  for (const CommandHelp& help : command_help()) {
    CHECK_FALSE(help.usage.empty());
    CHECK_FALSE(help.about.empty());
    CHECK((help.tool == "ours" || help.tool == "Airflow" || help.tool == "PagerDuty"));
  }
}

TEST_CASE("names are looked up in the pipeline") {
  const Pipeline pipeline = pipeline_of(spec_text(
      sync_text(", 'sync_mode': 'incremental', 'cursor_field': 'c'") + "," + model_text("a"),
      ", 'exposures': [{'name': 'tile', 'query': 'select 1'}]"));
  const auto check = [&](std::string_view line) {
    const Result<void> found = check_command(parsed(line), pipeline);
    return found ? "" : found.error().code + ": " + found.error().remedy;
  };
  CHECK(check("dags trigger orders_daily") == "");
  CHECK(check("dags trigger order_daily") == "command.unknown_name: Did you mean orders_daily?");
  CHECK(check("backfill create --dag-id x --from-date 2026-03-10 --to-date 2026-03-10") ==
        "command.unknown_name: There is orders_daily, for example.");
  CHECK(check("map shop.orders a -> b") == "");
  CHECK(check("map shop.order a -> b") == "command.unknown_name: Did you mean shop.orders?");
  CHECK(check("state reset load_orders") == "");
  CHECK(check("state reset load_order") == "command.unknown_name: Did you mean load_orders?");
  CHECK(check("state reset a").starts_with("command.no_cursor"));
  CHECK(check("tasks clear orders_daily --task-regex a") == "");
  CHECK(check("tasks clear orders_daily --task-regex load_orderz") ==
        "command.unknown_name: Did you mean load_orders?");
  CHECK(check("tile flag tile --clear") == "");
  CHECK(check("tile flag title --clear") == "command.unknown_name: Did you mean tile?");
  CHECK(check("pager ack anything") == "");
  CHECK(check("order place --amount 1") == "");
}

}  // namespace
}  // namespace nightshift
