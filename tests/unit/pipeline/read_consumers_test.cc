// Contracts, monitors, notifications and exposures.

#include "engine/pipeline/read_spec.h"
#include "tests/support/catch.h"
#include "tests/unit/pipeline/notation.h"

namespace nightshift {
namespace {

// The errors of a pipeline with one sync task and these further members.
std::string more_errors(std::string_view more) { return errors_of(spec_text(sync_text(), more)); }

TEST_CASE("contracts") {
  PipelineFiles files = files_of(spec_text(
      sync_text(),
      ", 'contracts': [{'file': 'contracts/shop.orders.odcs.jsonc', 'enforce': [{'at': "
      "'producer_ci', 'on_violation': 'block'}, {'at': 'ingest', 'on_violation': 'fail'}]}]"));
  files["contracts/shop.orders.odcs.jsonc"] = contract_text();
  const ResultOrErrors<Pipeline> pipeline = read_pipeline(files);
  REQUIRE(pipeline);
  const ContractUse& contract = pipeline->contracts[0];
  CHECK(contract.on == "shop.orders");
  CHECK(contract.at(EnforceAt::kProducerCi) == OnViolation::kBlock);
  CHECK(contract.at(EnforceAt::kIngest) == OnViolation::kFail);
  CHECK_FALSE(contract.at(EnforceAt::kPublish));

  CHECK(more_errors(", 'contracts': [{'file': 'contracts/x.odcs.jsonc'}]") ==
        "spec.missing_file /contracts/0/file");
  CHECK(more_errors(", 'contracts': [{'file': 'x.jsonc'}]") ==
        "spec.contract_name /contracts/0/file");
  files[std::string(kSpecFile)] =
      spec_text(sync_text(),
                ", 'contracts': [{'file': 'contracts/shop.orders.odcs.jsonc', 'enforce': [{'at': "
                "'ingest', 'on_violation': 'warn'}, {'at': 'ingest', 'on_violation': 'fail'}, "
                "{'at': 'producer_ci', 'on_violation': 'quarantine'}]}]");
  CHECK(errors_of(files) ==
        "spec.repeated /contracts/0/enforce/1\n"
        "spec.enforcement /contracts/0/enforce/2/on_violation");
  files[std::string(kSpecFile)] =
      spec_text(sync_text(), ", 'contracts': [{'file': 'contracts/shop.orders.odcs.jsonc'}]");
  REQUIRE(read_pipeline(files));
  CHECK(read_pipeline(files)->lints[0].code == "spec.contract_not_enforced");
}

// A pipeline with this contract's text, used as these members of "contracts" say.
PipelineFiles with_contract(std::string text, std::string_view uses) {
  PipelineFiles files = files_of(spec_text(
      sync_text() + "," + model_text("v") + "," + model_text("a", ", 'materialized': 'table'"),
      ", 'contracts': [" + std::string(uses) + "]"));
  files["models/v.sql"] = files["models/a.sql"];
  files["models/a.sql"] = "select * from {{ ref('v') }}";
  files["contracts/shop.orders.odcs.jsonc"] = std::move(text);
  return files;
}

TEST_CASE("a contract is read with the pipeline") {
  const std::string use =
      "{'file': 'contracts/shop.orders.odcs.jsonc', 'enforce': [{'at': 'ingest', 'on_violation': "
      "'fail'}]}";
  const ResultOrErrors<Pipeline> pipeline = read_pipeline(with_contract(contract_text(), use));
  REQUIRE(pipeline);
  CHECK(pipeline->lints.empty());
  const Contract& contract = pipeline->contracts[0].contract;
  REQUIRE(find_table(contract, pipeline->contracts[0].on) != nullptr);
  CHECK(find_table(contract, "shop.orders")->properties[0].name == "order_id");
  CHECK(contract.file == "contracts/shop.orders.odcs.jsonc");

  std::string slip = contract_text();
  slip.replace(slip.find("logicalType"), 11, "logicalTypo");
  CHECK(errors_of(with_contract(slip, use)) == "json.unknown_key contracts/shop.orders.odcs.jsonc");
  CHECK(errors_of(with_contract("{", use)) == "json.syntax contracts/shop.orders.odcs.jsonc:1");
  // Used twice, it is complained about once; its lints too.
  const std::string other =
      "{'file': 'contracts/shop.orders.odcs.jsonc', 'on': 'raw.orders', 'enforce': [{'at': "
      "'transform', 'on_violation': 'fail'}]}";
  std::string open = contract_text();
  const std::string type = R"(, "logicalType": "integer")";
  open.erase(open.find(type), type.size());
  const auto lints = read_pipeline(with_contract(open, use + "," + other));
  REQUIRE(lints);
  REQUIRE(lints->lints.size() == 1);
  CHECK(lints->lints[0].code == "contract.types_open");
  CHECK(lints->lints[0].where.file == "contracts/shop.orders.odcs.jsonc");
  CHECK(lints->lints[0].where.pointer == "/schema/0/properties/0");
}

TEST_CASE("an enforcement past which nothing comes has no effect") {
  const auto lints = [](std::string_view on, std::string_view point) {
    const auto pipeline = read_pipeline(
        with_contract(contract_text(on), "{'file': 'contracts/shop.orders.odcs.jsonc', 'on': '" +
                                             std::string(on) + "', 'enforce': [{'at': '" +
                                             std::string(point) + "', 'on_violation': 'fail'}]}"));
    REQUIRE(pipeline);
    return pipeline->lints.empty() ? "" : pipeline->lints[0].code;
  };
  CHECK(lints("shop.orders", "producer_ci") == "");
  CHECK(lints("raw.orders", "producer_ci") == "spec.no_effect");
  CHECK(lints("shop.orders", "ingest") == "");
  CHECK(lints("raw.orders", "ingest") == "spec.no_effect");
  CHECK(lints("raw.orders", "transform") == "");  // read through the view v
  CHECK(lints("shop.orders", "transform") == "spec.no_effect");
  CHECK(lints("a", "publish") == "");
  CHECK(lints("v", "publish") == "spec.no_effect");
}

TEST_CASE("rows are set aside only where there are rows, and can then be read") {
  const std::string at_transform =
      ", 'enforce': [{'at': 'transform', 'on_violation': 'quarantine'}]}";
  const std::string file = "{'file': 'contracts/shop.orders.odcs.jsonc', 'on': ";
  CHECK(errors_of(with_contract(contract_text("v"), file + "'v'" + at_transform)) ==
        "spec.enforcement /contracts/0/enforce/0");
  PipelineFiles files = with_contract(contract_text(), file + "'raw.orders'" + at_transform);
  CHECK(errors_of(files) == "");
  files["models/v.sql"] = "select * from {{ source('raw', 'orders__quarantine') }}";
  CHECK(errors_of(files) == "");
  files = with_contract(contract_text(), file +
                                             "'shop.orders', 'enforce': [{'at': 'ingest', "
                                             "'on_violation': 'fail'}]}");
  files["models/v.sql"] = "select * from {{ source('raw', 'orders__quarantine') }}";
  CHECK(errors_of(files) == "spec.unknown_ref models/v.sql:1");
}

TEST_CASE("a contract describes the table that it is on") {
  const std::string file = "{'file': 'contracts/shop.orders.odcs.jsonc'";
  const std::string customers = contract_text("customers");
  CHECK(errors_of(with_contract(customers, file + "}")) == "spec.unknown_ref /contracts/0/file");
  CHECK(errors_of(with_contract(customers, file + ", 'on': 'raw.orders'}")) ==
        "spec.unknown_ref /contracts/0/on");
  CHECK(errors_of(with_contract(customers, file + ", 'on': 'shop.customers'}")) == "");
}

TEST_CASE("monitors") {
  const std::string freshness =
      "{'name': 'm', 'pillar': 'freshness', 'on': 'raw.orders', 'loaded_at_field': 'created_at', "
      "'error_after': {'count': 26, 'period': 'hour'}";
  const auto monitors = [](const std::string& text) { return ", 'monitors': [" + text + "]"; };
  const Pipeline pipeline =
      pipeline_of(spec_text(sync_text(), monitors(freshness + ", 'evaluate': '*/15 * * * *'}")));
  REQUIRE(pipeline.monitors.size() == 1);
  CHECK(pipeline.monitors[0].evaluate->text() == "*/15 * * * *");
  CHECK(pipeline.lints.empty());
  CHECK(lints_of(spec_text(sync_text(), monitors(freshness + "}"))) ==
        "spec.blind_monitor /monitors/0");
  CHECK(more_errors(monitors(freshness + ", 'evaluate': '* * * * * *'}")) ==
        "spec.schedule_too_often /monitors/0/evaluate");
  CHECK(more_errors(monitors(freshness + "}, " + freshness + "}")) ==
        "spec.duplicate_name /monitors/1/name");
  CHECK(more_errors(monitors("{'name': 'm', 'pillar': 'schema', 'on': 'shop.orders'}")) == "");
  CHECK(more_errors(monitors("{'name': 'm', 'pillar': 'schema', 'on': 'shop.users'}")) ==
        "spec.unknown_ref /monitors/0/on");
  CHECK(more_errors(monitors("{'name': 'm', 'pillar': 'volume', 'on': 'shop.orders', "
                             "'mustBe': 1}")) == "spec.unknown_ref /monitors/0/on");
  CHECK(more_errors(monitors("{'name': 'm', 'pillar': 'volume', 'on': 'raw.orders', 'mustBe': 1, "
                             "'scope': 'data_interval'}")) == "spec.no_event_time /monitors/0");
  const Pipeline quality = pipeline_of(spec_text(
      sync_text(), monitors("{'name': 'm', 'pillar': 'quality', 'on': 'raw.orders', 'quality': "
                            "[{'metric': 'rowCount', 'mustBe': 1}, {'type': 'sql', 'query': "
                            "'select 2', 'mustBe': 1}]}")));
  REQUIRE(quality.monitors[0].queries.size() == 2);
  CHECK(quality.monitors[0].queries[1].source == "select 2");
}

TEST_CASE("notify is one object or a list") {
  const std::string one =
      "{'on': ['task.failed', 'monitor.error'], 'severity': 'error', 'dedup_key': "
      "'{source}:{data_interval_start}'}";
  const Pipeline pipeline = pipeline_of(spec_text(sync_text(), ", 'notify': " + one));
  REQUIRE(pipeline.notify.size() == 1);
  CHECK(pipeline.notify[0].on == std::vector{NotifyEvent::kTaskFailed, NotifyEvent::kMonitorError});
  CHECK(pipeline.notify[0].severity == PagerSeverity::kError);
  CHECK(
      pipeline_of(spec_text(sync_text(), ", 'notify': [" + one + "," + one + "]")).notify.size() ==
      2);
  CHECK(more_errors(", 'notify': {'on': ['task.fail']}") == "json.unknown_value /notify/on/0");
  CHECK(more_errors(", 'notify': {'on': ['task.failed'], 'dedup_key': '{sourc}'}") ==
        "spec.dedup_key /notify/dedup_key");
  CHECK(more_errors(", 'notify': {'on': ['task.failed'], 'dedup_key': '{source'}") ==
        "spec.dedup_key /notify/dedup_key");
  CHECK(dedup_key_text("{source}:{event}/{x}", {"S", "E", "D", "T", "I"}) == "S:E/{x}");
  CHECK(notify_event_text(NotifyEvent::kContractViolated) == "contract.violated");
}

TEST_CASE("exposures") {
  const auto exposure = [](std::string_view more) {
    return ", 'exposures': [{'name': 'tile'" + std::string(more) + "}]";
  };
  const std::string tasks = sync_text() + "," + model_text("a");
  const std::string query =
      R"(, "query": "select x from {{ ref('a') }} where day = '{{ yesterday }}'")";
  // json_text() would change the quotes within the query.
  const auto spec = [&](std::string_view more) {
    std::string text =
        spec_text(tasks, exposure(", 'owner': {'name': 'CFO'}, QUERY" + std::string(more)));
    return text.replace(text.find(", QUERY"), 7, query);
  };
  const Pipeline pipeline = pipeline_of(spec(""));
  const Exposure& tile = pipeline.exposures[0];
  CHECK(tile.type == "dashboard");
  CHECK(tile.owner.name == "CFO");
  CHECK(tile.depends_on == std::vector<std::string>{"a"});
  CHECK(tile.when_empty == WhenEmpty::kBlank);
  CHECK(tile.refresh.text() == "*/10 * * * *");
  CHECK_FALSE(tile.stale_after);
  CHECK(pipeline.lints.empty());

  CHECK(errors_of(spec(", 'when_empty': 'no_data', 'stale_after': '2h', 'refresh': '@hourly'")) ==
        "");
  CHECK(errors_of(spec(", 'when_empty': 'nodata'")) ==
        "json.unknown_value /exposures/0/when_empty");
  CHECK(errors_of(spec(", 'stale_after': '30s'")) == "spec.duration /exposures/0/stale_after");
  CHECK(errors_of(spec(", 'stale_after': 'soon'")) == "spec.duration /exposures/0/stale_after");
  CHECK(errors_of(spec(", 'depends_on': ['a']")) ==
        "template.unknown_name /exposures/0/depends_on/0");
  CHECK(more_errors(exposure(", 'query': 'select {{ this }}'")) ==
        "template.not_here /exposures/0/query");
  CHECK(more_errors(exposure("")) == "json.missing_key /exposures/0");
  CHECK(lints_of(spec_text(sync_text(), exposure(", 'query': 'select 1'"))) ==
        "spec.no_owner /exposures/0");
}

}  // namespace
}  // namespace nightshift
