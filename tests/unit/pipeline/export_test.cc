#include "engine/pipeline/export.h"

#include "tests/support/catch.h"
#include "tests/unit/pipeline/notation.h"

namespace nightshift {
namespace {

Pipeline small_pipeline() {
  PipelineFiles files = files_of(spec_text(
      sync_text(", 'sync_mode': 'incremental', 'cursor_field': 'created_at', 'retries': 2, "
                "'retry_exponential_backoff': 1.5, 'max_retry_delay': '10m'") +
          ", " + model_text("a", ", 'materialized': 'incremental', 'unique_key': ['day']") +
          ", {'task_id': 'audit', 'type': 'check', 'on': 'a', 'blocking': true, 'quality': "
          "[{'metric': 'rowCount', 'mustBeGreaterThan': 0}, "
          "{'metric': 'nullValues', 'property': 'cents', 'mustBe': 0}, "
          "{'metric': 'nullValues', 'property': 'day', 'mustBeLessThan': 5}]}",
      ", 'description': 'say \\'hi\\'', 'monitors': [{'name': 'm', 'pillar': 'freshness', 'on': "
      "'raw.orders', 'loaded_at_field': 'created_at', 'evaluate': '@hourly', 'error_after': "
      "{'count': 26, 'period': 'hour'}}], 'exposures': [{'name': 'tile', 'query': 'select 1', "
      "'owner': {'name': 'CFO'}}]"));
  files["models/a.sql"] =
      "select day from {{ source('raw', 'orders') }}\n"
      "{% if is_incremental() %}where day >= '{{ data_interval_start }}'{% endif %}";
  const ResultOrErrors<Pipeline> pipeline = read_pipeline(files);
  REQUIRE(pipeline);
  return *pipeline;
}

TEST_CASE("a DAG file keeps the meaning of the data interval") {
  const std::string dag = airflow_dag(small_pipeline());
  CHECK(dag == R"(# Made from pipeline.jsonc. The connection_ids are placeholders.
from datetime import timedelta

import pendulum
from airflow.providers.airbyte.operators.airbyte import AirbyteTriggerSyncOperator
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG
from airflow.timetables.interval import CronDataIntervalTimetable

with DAG(
    dag_id="orders_daily",
    description="say \"hi\"",
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=pendulum.parse("2026-03-01T00:00:00Z"),
    catchup=False,
    max_active_runs=16,
):
    task_load_orders = AirbyteTriggerSyncOperator(
        task_id="load_orders",
        connection_id="shop.orders to raw.orders",
        owner="data",
        retries=2,
        retry_exponential_backoff=1.5,
        max_retry_delay=timedelta(seconds=600),
    )
    task_a = BashOperator(
        task_id="a",
        bash_command="dbt run --select a --vars '{data_interval_start: \"{{ data_interval_start }}\", data_interval_end: \"{{ data_interval_end }}\"}'",
        owner="data",
    )
    task_audit = BashOperator(
        task_id="audit",
        bash_command="dbt test --select a --vars '{data_interval_start: \"{{ data_interval_start }}\", data_interval_end: \"{{ data_interval_end }}\"}'",
        owner="data",
    )
    [task_load_orders] >> task_a
    [task_a] >> task_audit
)");
}

TEST_CASE("a trigger stays a trigger") {
  Pipeline pipeline = small_pipeline();
  pipeline.schedule.timetable = TimetableKind::kCronTrigger;
  const std::string dag = airflow_dag(pipeline);
  CHECK(dag.find("from airflow.timetables.trigger import CronTriggerTimetable") !=
        std::string::npos);
  CHECK(dag.find("schedule=CronTriggerTimetable(\"0 0 * * *\"") != std::string::npos);
}

TEST_CASE("no text leaves its quotes") {
  Pipeline pipeline = small_pipeline();
  pipeline.description = "a\"\\\n\x7f";
  CHECK(airflow_dag(pipeline).find("description=\"a\\\"\\\\\\x0a\\x7f\",") != std::string::npos);
}

TEST_CASE("a dbt project") {
  const DbtProject project = dbt_project(small_pipeline());
  std::string names;
  for (const auto& [name, text] : project.files) names += name + " ";
  CHECK(names ==
        "dbt_project.yml models/a.sql models/exposures.yml models/schema.yml models/sources.yml "
        "tests/audit_1.sql ");
  CHECK(project.files.at("models/a.sql") == R"({{ config(
    materialized="incremental",
    incremental_strategy="delete+insert",
    on_schema_change="ignore",
    unique_key=["day"]
) }}

select day from {{ source('raw', 'orders') }}
{% if is_incremental() %}where day >= '{{ var('data_interval_start') }}'{% endif %})");
  CHECK(project.files.at("models/sources.yml") == R"(version: 2

sources:
  - name: "raw"
    tables:
      - name: "orders"
        config:
          loaded_at_field: "created_at"
          freshness:
            error_after: {count: 26, period: hour}
)");
  CHECK(project.files.at("models/schema.yml") == R"(version: 2

models:
  - name: "a"
    columns:
      - name: "cents"
        data_tests:
          - not_null
)");
  CHECK(project.files.at("models/exposures.yml") == R"(version: 2

exposures:
  - name: "tile"
    type: dashboard
    owner:
      name: "CFO"
)");
  CHECK(project.files.at("tests/audit_1.sql") ==
        "select count(*) as value\nfrom {{ ref('a') }}\nhaving count(*) <= 0\n");
  CHECK(project.left_out ==
        std::vector<std::string>{"Rule 3 of audit has no dbt test of its own."});
}

}  // namespace
}  // namespace nightshift
