#include "engine/pipeline/graph.h"

#include "tests/support/catch.h"
#include "tests/unit/pipeline/notation.h"

namespace nightshift {
namespace {

// Models read what stands behind the colon: "a: raw.orders; b: a". Then the order of all tasks.
PipelineFiles files_with(std::string spec, std::string_view reads) {
  PipelineFiles files = files_of(std::move(spec));
  while (!reads.empty()) {
    const std::size_t end = std::min(reads.find("; "), reads.size());
    const std::string_view entry = reads.substr(0, end);
    const std::string name(entry.substr(0, entry.find(": ")));
    const std::string relation(entry.substr(entry.find(": ") + 2));
    files["models/" + name + ".sql"] = "select * from {{ ref('" + relation + "') }}";
    reads.remove_prefix(std::min(end + 2, reads.size()));
  }
  return files;
}

std::string order_of(std::string spec, std::string_view reads = {}) {
  const ResultOrErrors<Pipeline> pipeline = read_pipeline(files_with(std::move(spec), reads));
  if (!pipeline) return pipeline.error().front().code + " " + pipeline.error().front().message;
  std::string text;
  for (const std::size_t index : pipeline->order) {
    text += (text.empty() ? "" : " ") + pipeline->tasks[index].task_id;
  }
  return text;
}

std::string upstream_of(std::string spec, std::string_view task_id, std::string_view reads = {}) {
  const ResultOrErrors<Pipeline> pipeline = read_pipeline(files_with(std::move(spec), reads));
  REQUIRE(pipeline);
  std::string text;
  for (const std::size_t index : pipeline->tasks[*pipeline->find_task(task_id)].upstream) {
    text += (text.empty() ? "" : " ") + pipeline->tasks[index].task_id;
    const std::vector<std::size_t>& down = pipeline->tasks[index].downstream;
    CHECK(std::find(down.begin(), down.end(), *pipeline->find_task(task_id)) != down.end());
  }
  return text;
}

std::string note(std::string_view name, std::string_view more = {}) {
  return "{'task_id': '" + std::string(name) + "', 'type': 'notify', 'message': 'm'" +
         std::string(more) + "}";
}

TEST_CASE("what fills a table comes before what reads it") {
  CHECK(order_of(spec_text(model_text("a") + "," + sync_text())) == "load_orders a");
  CHECK(order_of(spec_text(model_text("b") + "," + model_text("a") + "," + sync_text()), "b: a") ==
        "load_orders a b");
  CHECK(order_of(spec_text(check_text("c") + "," + sync_text())) == "load_orders c");
}

TEST_CASE("tasks that could come at the same time keep the file's order") {
  CHECK(order_of(spec_text(note("z") + "," + note("a") + "," + note("m"))) == "z a m");
  CHECK(order_of(spec_text(note("z", ", 'depends_on': ['m']") + "," + note("a") + "," +
                           note("m"))) == "a m z");
}

TEST_CASE("two syncs may fill one table") {
  std::string second = sync_text();
  second.replace(second.find("load_orders"), 11, "load_again_");
  CHECK(upstream_of(spec_text(sync_text() + "," + second + "," + model_text("a")), "a") ==
        "load_orders load_again_");
}

TEST_CASE("a blocking check stands before the other readers") {
  const std::string tasks = sync_text() + "," + model_text("a") + ",";
  CHECK(upstream_of(spec_text(tasks + check_text("c")), "a") == "load_orders");
  CHECK(upstream_of(spec_text(tasks + check_text("c", ", 'blocking': true")), "a") ==
        "load_orders c");
  CHECK(upstream_of(spec_text(tasks + check_text("c", ", 'blocking': true") + "," +
                              check_text("d", ", 'blocking': true")),
                    "d") == "load_orders");
}

TEST_CASE("readers of a model that is published after its checks wait for them") {
  std::string check = check_text("c");
  check.replace(check.find("raw.orders"), 10, "a");
  const auto tasks = [&](std::string_view publish) {
    return spec_text(sync_text() + "," + model_text("a", publish) + "," + model_text("b") + "," +
                     check);
  };
  CHECK(upstream_of(tasks(""), "b", "b: a") == "a");
  CHECK(upstream_of(tasks(", 'publish': 'after_checks'"), "b", "b: a") == "a c");
}

TEST_CASE("rings are named whole") {
  CHECK(order_of(spec_text(model_text("a")), "a: a") == "spec.cycle a waits for itself");
  CHECK(order_of(spec_text(note("x") + "," + model_text("a") + "," + model_text("b") + "," +
                           model_text("c")),
                 "a: b; b: c; c: a") == "spec.cycle a waits for b waits for c waits for a");
  // d hangs on the ring, but is not a part of it.
  CHECK(order_of(spec_text(
            note("d", ", 'depends_on': ['e']") + "," + note("e", ", 'depends_on': ['f']") + "," +
            note("f", ", 'depends_on': ['e']"))) == "spec.cycle e waits for f waits for e");
}

TEST_CASE("the column of time is known from the task that fills the table") {
  const Pipeline pipeline = pipeline_of(
      spec_text(sync_text(", 'sync_mode': 'incremental', 'cursor_field': 'updated_at'") + "," +
                model_text("a", ", 'unique_key': 'day'") + "," +
                model_text("b", ", 'unique_key': ['day', 'x']") + "," +
                model_text("c", ", 'unique_key': 'day', 'event_time': 't'")));
  CHECK(event_time_of(pipeline, "raw.orders") == "updated_at");
  CHECK(event_time_of(pipeline, "a") == "day");
  CHECK(event_time_of(pipeline, "b") == "");
  CHECK(event_time_of(pipeline, "c") == "t");
  CHECK(event_time_of(pipeline, "d") == "");
  CHECK(writers_of(pipeline, "").empty());
  CHECK(relations_read(pipeline.tasks[1]) == std::vector<std::string>{"raw.orders"});
}

}  // namespace
}  // namespace nightshift
