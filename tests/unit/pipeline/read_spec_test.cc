#include "engine/pipeline/read_spec.h"

#include "tests/support/catch.h"
#include "tests/unit/pipeline/notation.h"

namespace nightshift {
namespace {

// The errors of a pipeline whose load_orders has these further members.
std::string sync_errors(std::string_view more) { return errors_of(spec_text(sync_text(more))); }
std::string sync_lints(std::string_view more) { return lints_of(spec_text(sync_text(more))); }

// The errors of a pipeline with a model "a" that has these further members.
std::string model_errors(std::string_view more) {
  return errors_of(spec_text(sync_text() + "," + model_text("a", more)));
}
std::string model_lints(std::string_view more) {
  return lints_of(spec_text(sync_text() + "," + model_text("a", more)));
}

// The errors of a pipeline with a check of raw.orders that has this one rule.
std::string rule_errors(std::string_view rule) {
  return errors_of(spec_text(sync_text() +
                             ", {'task_id': 'check', 'type': 'check', 'on': 'raw.orders', "
                             "'quality': [" +
                             std::string(rule) + "]}"));
}

std::string schedule_errors(std::string_view members) {
  return errors_of(json_text("{'spec': 'pipeline/1', 'dag_id': 'd', 'schedule': {" +
                             std::string(members) + "}, 'tasks': [" + sync_text() + "]}"));
}

Errors all_errors(std::string spec) {
  const ResultOrErrors<Pipeline> pipeline = read_pipeline(files_of(std::move(spec)));
  REQUIRE_FALSE(pipeline);
  return pipeline.error();
}

TEST_CASE("a short pipeline has the real tools' defaults") {
  const Pipeline pipeline = pipeline_of(spec_text(sync_text() + "," + model_text("a")));
  CHECK(pipeline.dag_id == "orders_daily");
  CHECK(pipeline.schedule.timetable == TimetableKind::kCronDataInterval);
  CHECK_FALSE(pipeline.schedule.catchup);
  CHECK(pipeline.schedule.max_active_runs == 16);
  CHECK_FALSE(pipeline.schedule.end_date);
  const TaskArgs& args = pipeline.tasks[0].args;
  CHECK(args.owner == "data");
  CHECK(args.retry == RetryRules{});
  CHECK(args.retry.retries == 0);
  CHECK(args.retry.retry_delay == 5 * kMinuteUs);
  CHECK_FALSE(args.execution_timeout);
  CHECK(args.trigger_rule == TriggerRule::kAllSuccess);
  const SyncTask& sync = *pipeline.tasks[0].sync();
  CHECK(sync.sync_mode == SyncMode::kFullRefresh);
  CHECK(sync.destination_sync_mode == DestinationSyncMode::kAppend);
  CHECK(sync.schema_updates == SchemaUpdates::kIgnore);
  CHECK(sync.commit_order == CommitOrder::kDataThenState);
  CHECK(sync.transaction);
  CHECK(sync.fields.empty());
  const ModelTask& model = *pipeline.tasks[1].model();
  CHECK(model.materialized == Materialized::kView);
  CHECK(model.incremental_strategy == IncrementalStrategy::kAppend);
  CHECK(model.on_schema_change == OnSchemaChange::kIgnore);
  CHECK(model.publish == Publish::kImmediate);
  CHECK(pipeline.lints.empty());
}

TEST_CASE("default_args are every task's, unless it has its own") {
  const Pipeline pipeline = pipeline_of(
      spec_text(sync_text(", 'retries': 1, 'owner': 'me'") + "," + model_text("a"),
                ", 'default_args': {'retries': 3, 'retry_delay': '60s', "
                "'retry_exponential_backoff': 1.5, 'max_retry_delay': '10m', "
                "'execution_timeout': '1h', 'depends_on_past': true, 'trigger_rule': 'all_done'}"));
  CHECK(pipeline.tasks[0].args.retry.retries == 1);
  CHECK(pipeline.tasks[0].args.owner == "me");
  const TaskArgs& args = pipeline.tasks[1].args;
  CHECK(args.retry.retries == 3);
  CHECK(args.retry.retry_delay == kMinuteUs);
  CHECK(args.retry.backoff_thousandths == 1'500);
  CHECK(args.retry.max_retry_delay == 10 * kMinuteUs);
  CHECK(args.execution_timeout == kHourUs);
  CHECK(args.depends_on_past);
  CHECK(args.trigger_rule == TriggerRule::kAllDone);
}

TEST_CASE("a backoff is a number or Airflow's older true") {
  const auto backoff = [](std::string_view text) {
    const std::string more = ", 'retry_exponential_backoff': " + std::string(text);
    return pipeline_of(spec_text(sync_text(more))).tasks[0].args.retry.backoff_thousandths;
  };
  CHECK(backoff("true") == 2'000);
  CHECK(backoff("false") == 0);
  CHECK(backoff("2") == 2'000);
  CHECK(backoff("1.125") == 1'125);
  CHECK(sync_errors(", 'retry_exponential_backoff': 1.0005") ==
        "spec.backoff /tasks/0/retry_exponential_backoff");
  CHECK(sync_errors(", 'retry_exponential_backoff': 101") ==
        "json.out_of_range /tasks/0/retry_exponential_backoff");
}

TEST_CASE("fields are names or mappings") {
  const Pipeline pipeline = pipeline_of(spec_text(sync_text(
      ", 'fields': ['order_id', {'to': 'amount_cents', 'from': ['amount_cents', 'amount']}, "
      "{'to': 'x', 'from': 'y'}]")));
  const SyncTask& sync = *pipeline.tasks[0].sync();
  REQUIRE(sync.fields.size() == 3);
  CHECK(sync.fields[0] == FieldMapping{.to = "order_id", .from = {"order_id"}});
  CHECK(sync.field("amount_cents")->from == std::vector<std::string>{"amount_cents", "amount"});
  CHECK(sync.field("x")->from == std::vector<std::string>{"y"});
  CHECK(sync.field("y") == nullptr);
  CHECK(sync_errors(", 'fields': ['a', 'a']") == "spec.repeated /tasks/0/fields/1");
  CHECK(sync_errors(", 'fields': []") == "json.out_of_range /tasks/0/fields");
  CHECK(sync_errors(", 'fields': [{'to': 'a', 'from': []}]") ==
        "json.out_of_range /tasks/0/fields/0/from");
  CHECK(sync_errors(", 'fields': [{'to': 'a', 'form': 'b'}]") ==
        "json.missing_key /tasks/0/fields/0\njson.unknown_key /tasks/0/fields/0/form");
}

TEST_CASE("an incremental sync needs a cursor, append_dedup a key") {
  CHECK(sync_errors(", 'sync_mode': 'incremental'") == "spec.missing_cursor_field /tasks/0");
  CHECK(sync_errors(", 'sync_mode': 'incremental', 'cursor_field': 'c'") == "");
  CHECK(sync_errors(", 'destination_sync_mode': 'append_dedup'") ==
        "spec.missing_primary_key /tasks/0");
  CHECK(sync_errors(", 'destination_sync_mode': 'append_dedup', 'primary_key': []") ==
        "spec.missing_primary_key /tasks/0");
  CHECK(sync_errors(", 'destination_sync_mode': 'append_dedup', 'primary_key': 'id'") == "");
  CHECK(sync_errors(", 'fields': ['a'], 'sync_mode': 'incremental', 'cursor_field': 'b'") ==
        "spec.unknown_column /tasks/0/cursor_field");
  CHECK(sync_errors(", 'fields': ['a'], 'destination_sync_mode': 'append_dedup', "
                    "'primary_key': ['b']") == "spec.unknown_column /tasks/0/primary_key");
}

TEST_CASE("what has no effect is a lint") {
  CHECK(sync_lints("") == "");
  CHECK(sync_lints(", 'cursor_field': 'c'") == "spec.no_effect /tasks/0/cursor_field");
  CHECK(sync_lints(", 'lookback': '2h'") == "spec.no_effect /tasks/0/lookback");
  CHECK(sync_lints(", 'primary_key': ['id']") == "spec.no_effect /tasks/0/primary_key");
  CHECK(sync_lints(", 'sync_mode': 'incremental', 'cursor_field': 'c', 'lookback': '2h'") == "");
  CHECK(model_lints(", 'incremental_strategy': 'append'") ==
        "spec.no_effect /tasks/1/incremental_strategy");
}

TEST_CASE("a row filter is a condition on one row") {
  CHECK(sync_errors(", 'row_filter': 'amount_cents > 0'") == "");
  CHECK(sync_errors(", 'row_filter': '(a'") == "spec.condition /tasks/0/row_filter");
  CHECK(sync_errors(", 'row_filter': 'a) or (b'") == "spec.condition /tasks/0/row_filter");
  CHECK(sync_errors(", 'row_filter': 'a; drop table b'") == "spec.condition /tasks/0/row_filter");
  CHECK(sync_errors(", 'row_filter': 'a in (select 1)'") == "spec.condition /tasks/0/row_filter");
  CHECK(sync_errors(", 'row_filter': '/* x */'") == "spec.condition /tasks/0/row_filter");
  CHECK(sync_errors(", 'row_filter': 'a -- b'") == "spec.condition /tasks/0/row_filter");
  CHECK(sync_errors(", 'row_filter': '" + std::string(2'001, 'a') + "'") ==
        "spec.condition /tasks/0/row_filter");
  CHECK(sync_errors(", 'row_filter': ''") == "json.out_of_range /tasks/0/row_filter");
}

TEST_CASE("strategies as dbt chooses them") {
  const auto strategy = [](std::string_view more) {
    const Pipeline pipeline = pipeline_of(
        spec_text(sync_text() + "," +
                  model_text("a", ", 'materialized': 'incremental'" + std::string(more))));
    return pipeline.tasks[1].model()->incremental_strategy;
  };
  CHECK(strategy("") == IncrementalStrategy::kAppend);
  CHECK(strategy(", 'unique_key': 'day'") == IncrementalStrategy::kDeleteInsert);
  CHECK(strategy(", 'unique_key': ['day'], 'incremental_strategy': 'merge'") ==
        IncrementalStrategy::kMerge);
}

TEST_CASE("strategies without what they go by are lints") {
  CHECK(model_lints(", 'materialized': 'incremental', 'incremental_strategy': 'merge'") ==
        "spec.strategy_without_key /tasks/1");
  CHECK(
      model_lints(", 'materialized': 'incremental', 'incremental_strategy': 'insert_overwrite'") ==
      "spec.strategy_without_key /tasks/1");
  CHECK(model_lints(", 'materialized': 'incremental', 'unique_key': 'id'") == "");
}

TEST_CASE("microbatch needs all that dbt asks for") {
  const std::string strategy =
      ", 'materialized': 'incremental', 'incremental_strategy': 'microbatch'";
  CHECK(model_errors(strategy) ==
        "spec.missing_microbatch_key /tasks/1\nspec.missing_microbatch_key /tasks/1\n"
        "spec.missing_microbatch_key /tasks/1");
  CHECK(model_errors(strategy +
                     ", 'event_time': 't', 'begin': '2026-01-01', 'batch_size': 'day'") == "");
}

TEST_CASE("a model's SQL is there, and is one SELECT") {
  const auto sql_errors = [](std::string sql) {
    PipelineFiles files = files_of(spec_text(sync_text() + "," + model_text("a")));
    files["models/a.sql"] = std::move(sql);
    return errors_of(files);
  };
  CHECK(sql_errors("select 1") == "");
  CHECK(sql_errors("-- why\nwith x as (select 1) select * from x") == "");
  CHECK(sql_errors("") == "spec.query models/a.sql");
  CHECK(sql_errors("delete from x") == "spec.query models/a.sql");
  CHECK(sql_errors("select 1;") == "spec.query models/a.sql");
  CHECK(sql_errors("select (1") == "spec.query models/a.sql");
  CHECK(sql_errors("select 'x") == "spec.query models/a.sql");
  CHECK(sql_errors("{% if is_incremental() %} select 1 {% endif %}") == "spec.query models/a.sql");
  CHECK(sql_errors("select\n{{ nonsense }}") == "template.unknown_name models/a.sql:2");
  CHECK(sql_errors("select * from {{ source('raw', 'order') }}") ==
        "spec.unknown_ref models/a.sql:1");
  CHECK(model_errors(", 'sql': 'models/aa.sql'") == "json.duplicate_key /tasks/1/sql");
  PipelineFiles files = files_of(spec_text(sync_text() + "," + model_text("aa")));
  CHECK(errors_of(files) == "spec.missing_file /tasks/1/sql");
}

TEST_CASE("a model that asks for the clock is a lint") {
  PipelineFiles files = files_of(spec_text(sync_text() + "," + model_text("a")));
  files["models/a.sql"] = "select '{{ yesterday }}'";
  const ResultOrErrors<Pipeline> pipeline = read_pipeline(files);
  REQUIRE(pipeline);
  REQUIRE(pipeline->lints.size() == 1);
  CHECK(pipeline->lints[0].code == "spec.clock_in_model");
}

TEST_CASE("schedules") {
  const std::string start = ", 'start_date': '2026-03-01'";
  CHECK(schedule_errors("'cron': '@daily'" + start) == "");
  CHECK(schedule_errors("'cron': '@daily'") == "json.missing_key /schedule");
  CHECK(schedule_errors("'cron': '* * * * * *'" + start) ==
        "spec.schedule_too_often /schedule/cron");
  CHECK(schedule_errors("'cron': 'x'" + start) == "spec.cron /schedule/cron");
  CHECK(schedule_errors("'cron': '@daily', 'timezone': 'Europe/Berlin'" + start) ==
        "spec.timezone /schedule/timezone");
  CHECK(schedule_errors("'cron': '@daily', 'timezone': 'UTC'" + start) == "");
  CHECK(schedule_errors("'cron': '@daily', 'start_date': '2026-02-30'") ==
        "spec.time /schedule/start_date");
  CHECK(schedule_errors("'cron': '@daily', 'end_date': '2026-02-01'" + start) ==
        "spec.time /schedule/end_date");
  CHECK(schedule_errors("'cron': '@daily', 'max_active_runs': 0" + start) ==
        "json.out_of_range /schedule/max_active_runs");
  CHECK(schedule_errors("'cron': '@daily', 'timetable': 'cron'" + start) ==
        "json.unknown_value /schedule/timetable");
  CHECK(lints_of(json_text("{'spec': 'pipeline/1', 'dag_id': 'd', 'owner': 'o', 'schedule': "
                           "{'cron': '@daily', 'timetable': 'cron_trigger'" +
                           start + "}, 'tasks': [" + sync_text() + "]}")) ==
        "spec.empty_interval /schedule");
}

TEST_CASE("quality rules") {
  CHECK(rule_errors("{'metric': 'rowCount', 'mustBeGreaterThan': 0}") == "");
  CHECK(rule_errors("{'metric': 'nullValues', 'property': 'a', 'mustBe': 0}") == "");
  CHECK(rule_errors("{'metric': 'nullValues', 'mustBe': 0}") ==
        "quality.no_column /tasks/1/quality/0");
  CHECK(rule_errors("{'metric': 'rowCount'}") == "quality.no_operator /tasks/1/quality/0");
  CHECK(rule_errors("{'metric': 'rowCount', 'mustbe': 0}") ==
        "quality.no_operator /tasks/1/quality/0\njson.unknown_key /tasks/1/quality/0/mustbe");
  CHECK(rule_errors("{'type': 'sql', 'query': 'select count(*) from {{ source(''raw'', ''x'') }}'"
                    ", 'mustBe': 0}")
            .starts_with("json.syntax"));
  CHECK(rule_errors("{'type': 'sql', 'query': 'select 1', 'mustBe': 1}") == "");
  CHECK(rule_errors("{'type': 'sql', 'query': 'select 1', 'metric': 'rowCount', 'mustBe': 1}") ==
        "spec.rule /tasks/1/quality/0/metric");
  CHECK(rule_errors("{'query': 'select 1', 'metric': 'rowCount', 'mustBe': 1}") ==
        "spec.rule /tasks/1/quality/0/query");
  CHECK(rule_errors("{'type': 'text', 'description': 'be good'}") ==
        "spec.rule /tasks/1/quality/0");
  CHECK(rule_errors("{'type': 'sql', 'query': 'drop table x', 'mustBe': 1}") ==
        "spec.query /tasks/1/quality/0/query");
}

TEST_CASE("a rule has its check's severity unless it has its own") {
  const Pipeline pipeline = pipeline_of(spec_text(
      sync_text() +
      ", {'task_id': 'check', 'type': 'check', 'on': 'raw.orders', 'severity': 'warn', 'quality': "
      "[{'metric': 'rowCount', 'mustBe': 1}, {'metric': 'rowCount', 'mustBe': 1, 'severity': "
      "'error'}]}"));
  const CheckTask& check = *pipeline.tasks[1].check();
  CHECK(check.rules[0].rule.severity == Severity::kWarn);
  CHECK(check.rules[1].rule.severity == Severity::kError);
}

TEST_CASE("the data interval needs a column of time") {
  const std::string_view rule =
      "{'metric': 'rowCount', 'mustBeGreaterThan': 0, 'scope': 'data_interval'";
  CHECK(rule_errors(std::string(rule) + "}") == "spec.no_event_time /tasks/1/quality/0");
  CHECK(rule_errors(std::string(rule) + ", 'event_time': 'created_at'}") == "");
  const Pipeline pipeline = pipeline_of(
      spec_text(sync_text(", 'sync_mode': 'incremental', 'cursor_field': 'updated_at'") +
                ", {'task_id': 'check', 'type': 'check', 'on': 'raw.orders', 'quality': [" +
                std::string(rule) + "}]}"));
  CHECK(pipeline.tasks[1].check()->rules[0].event_time == "updated_at");
}

TEST_CASE("checks that pass without rows are a lint") {
  const auto lints = [](std::string_view rules) {
    return lints_of(spec_text(sync_text() +
                              ", {'task_id': 'check', 'type': 'check', 'on': 'raw.orders', "
                              "'quality': [" +
                              std::string(rules) + "]}"));
  };
  const std::string nulls = "{'metric': 'nullValues', 'property': 'a', 'mustBe': 0}";
  CHECK(lints(nulls) == "spec.vacuous_check /tasks/1");
  CHECK(lints("{'metric': 'rowCount', 'mustBeLessThan': 10}") == "spec.vacuous_check /tasks/1");
  CHECK(lints(nulls + ", {'metric': 'rowCount', 'mustBeGreaterThan': 0}") == "");
  CHECK(lints(nulls + ", {'type': 'sql', 'query': 'select 1', 'mustBe': 1}") == "");
  // Another check of the same table makes up for it.
  CHECK(lints_of(spec_text(sync_text() +
                           ", {'task_id': 'nulls', 'type': 'check', 'on': 'raw.orders', 'quality': "
                           "[" +
                           nulls + "]}, " + check_text("count"))) == "");
}

TEST_CASE("retries without an end are a lint") {
  CHECK(sync_lints(", 'retries': 20, 'retry_delay': '1m'") == "");
  CHECK(sync_lints(", 'retries': 21, 'retry_delay': '1m'") == "spec.unbounded_retry /tasks/0");
  CHECK(sync_lints(", 'retries': 3, 'retry_delay': '8h'") == "");
  CHECK(sync_lints(", 'retries': 3, 'retry_delay': '9h'") == "spec.unbounded_retry /tasks/0");
  CHECK(sync_lints(", 'retries': 12, 'retry_delay': '1m', 'retry_exponential_backoff': 2") ==
        "spec.unbounded_retry /tasks/0");
  CHECK(sync_lints(", 'retries': 12, 'retry_delay': '1m', 'retry_exponential_backoff': 2, "
                   "'max_retry_delay': '10m'") == "");
  CHECK(sync_errors(", 'retries': 1001") == "json.out_of_range /tasks/0/retries");
}

TEST_CASE("names") {
  CHECK(sync_errors(", 'depends_on': ['a b']").starts_with("spec.name /tasks/0/depends_on/0"));
  CHECK(errors_of(spec_text("{'task_id': '1x', 'type': 'notify', 'message': 'm'}")) ==
        "spec.name /tasks/0/task_id");
  CHECK(errors_of(spec_text("{'task_id': '" + std::string(64, 'x') +
                            "', 'type': 'notify', 'message': 'm'}")) == "");
  CHECK(errors_of(spec_text("{'task_id': '" + std::string(65, 'x') +
                            "', 'type': 'notify', 'message': 'm'}")) ==
        "spec.name /tasks/0/task_id");
  CHECK(errors_of(spec_text("{'task_id': 'x', 'type': 'sync', 'source': 'orders', 'destination': "
                            "'a.b.c'}")) ==
        "spec.relation /tasks/0/source\nspec.relation /tasks/0/destination");
}

TEST_CASE("references lead somewhere") {
  CHECK(errors_of(spec_text(sync_text() + "," + sync_text())) ==
        "spec.duplicate_task /tasks/1/task_id");
  CHECK(errors_of(spec_text(sync_text(", 'depends_on': ['load']"))) ==
        "spec.unknown_ref /tasks/0/depends_on/0");
  CHECK(errors_of(spec_text(model_text("a"))) == "spec.unknown_ref models/a.sql:1");
  CHECK(errors_of(spec_text(check_text("c"))) == "spec.unknown_ref /tasks/0/on");
  const PipelineFiles files = files_of(spec_text(sync_text()));
  CHECK(errors_of(files, {.sources = {"shop.orders"}, .tables = {}}) == "");
  CHECK(errors_of(files, {.sources = {"shop.order"}, .tables = {}}) ==
        "spec.unknown_ref /tasks/0/source");
  CHECK(errors_of(files_of(spec_text(model_text("a"))),
                  {.sources = {}, .tables = {"raw.orders"}}) == "");
  // Of a task whose type is unknown, nobody knows what it fills.
  CHECK(errors_of(spec_text("{'task_id': 'x', 'type': 'snc'}, " + model_text("a"))) ==
        "json.unknown_value /tasks/0/type");
}

TEST_CASE("counts and sizes are bounded") {
  const auto notes = [](std::size_t count) {
    std::string tasks;
    for (std::size_t i = 0; i < count; ++i) {
      tasks += (i == 0 ? "" : ",") + std::string("{'task_id': 't") + std::to_string(i) +
               "', 'type': 'notify', 'message': 'm'}";
    }
    return spec_text(tasks);
  };
  CHECK(errors_of(notes(200)) == "");
  CHECK(errors_of(notes(201)) == "spec.too_many_tasks /tasks");
  CHECK(errors_of(notes(0)) == "json.out_of_range /tasks");
  CHECK(errors_of(spec_text(sync_text(), std::string(256 * 1024, ' '))) == "spec.too_long ");
  const auto fields = [](std::size_t count) {
    std::string names;
    for (std::size_t i = 0; i < count; ++i) {
      names += (i == 0 ? "'f" : ", 'f") + std::to_string(i) + "'";
    }
    return spec_text(sync_text(", 'fields': [" + names + "]"));
  };
  CHECK(errors_of(fields(200)) == "");
  CHECK(errors_of(fields(201)) == "spec.too_many /tasks/0/fields");
  std::string unknown;
  for (int i = 0; i < 300; ++i) unknown += ", 'x" + std::to_string(i) + "': 1";
  CHECK(all_errors(spec_text(sync_text(), unknown)).size() == 100);
}

TEST_CASE("the file itself") {
  CHECK(errors_of(PipelineFiles{}) == "spec.missing_file ");
  CHECK(errors_of(PipelineFiles{{"pipeline.json", "{}"}}) == "spec.missing_file ");
  CHECK(errors_of("{") == "json.syntax ");
  CHECK(errors_of("[]").starts_with("json.wrong_kind "));
  CHECK(errors_of("// a comment\n" + spec_text(sync_text())) == "");
  CHECK(errors_of(json_text("{'spec': 'pipeline/2', 'dag_id': 'd', 'schedule': {'cron': '@daily', "
                            "'start_date': '2026-03-01'}, 'tasks': [" +
                            sync_text() + "]}")) == "spec.version /spec");
  CHECK(lints_of(json_text("{'spec': 'pipeline/1', 'dag_id': 'd', 'schedule': {'cron': '@daily', "
                           "'start_date': '2026-03-01'}, 'tasks': [" +
                           sync_text() + "]}")) == "spec.no_owner ");
}

TEST_CASE("all errors are found at once") {
  CHECK(errors_of(spec_text(sync_text(", 'sync_mode': 'incremntal', 'retries': -1, 'x': 1"),
                            ", 'notify': {'on': []}")) ==
        "json.out_of_range /tasks/0/retries\njson.unknown_value /tasks/0/sync_mode\n"
        "json.unknown_key /tasks/0/x\njson.out_of_range /notify/on");
}

}  // namespace
}  // namespace nightshift
