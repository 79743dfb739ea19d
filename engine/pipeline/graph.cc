#include "engine/pipeline/graph.h"

#include <algorithm>
#include <set>

#include "engine/pipeline/read_spec.h"

namespace nightshift {
namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void add_relations(const Template& sql, std::vector<std::string>& relations) {
  for (const TemplatePart& part : sql.parts) {
    if (part.kind == PartKind::kRef || part.kind == PartKind::kSource) {
      add_once(relations, part.text);
    }
  }
}

// Readers of this relation see only what its checks have passed.
bool gates_readers(const Pipeline& pipeline, const CheckTask& check) {
  if (check.blocking) return true;
  const std::vector<std::size_t> writers = writers_of(pipeline, check.on);
  return std::any_of(writers.begin(), writers.end(), [&](std::size_t writer) {
    const ModelTask* model = pipeline.tasks[writer].model();
    return model != nullptr && model->publish == Publish::kAfterChecks;
  });
}

std::vector<std::size_t> upstream_of(const Pipeline& pipeline, const Task& task) {
  std::set<std::size_t> upstream;
  for (const std::string& task_id : task.depends_on) {
    if (const auto index = pipeline.find_task(task_id)) upstream.insert(*index);
  }
  for (const std::string& relation : relations_read(task)) {
    for (const std::size_t writer : writers_of(pipeline, relation)) upstream.insert(writer);
    if (task.check() != nullptr && task.check()->on == relation) continue;
    for (const std::size_t check : checks_on(pipeline, relation)) {
      if (gates_readers(pipeline, *pipeline.tasks[check].check())) upstream.insert(check);
    }
  }
  return {upstream.begin(), upstream.end()};
}

// One ring among the tasks that could not be ordered: from any of them, the first task that it
// waits for is again one of them.
std::vector<std::size_t> find_ring(const Pipeline& pipeline, const std::vector<bool>& done) {
  const auto waits_for = [&](std::size_t index) {
    const std::vector<std::size_t>& upstream = pipeline.tasks[index].upstream;
    return *std::find_if(upstream.begin(), upstream.end(),
                         [&](std::size_t other) { return !done[other]; });
  };
  std::vector<std::size_t> path = {
      static_cast<std::size_t>(std::find(done.begin(), done.end(), false) - done.begin())};
  while (true) {
    const std::size_t next = waits_for(path.back());
    const auto seen = std::find(path.begin(), path.end(), next);
    if (seen != path.end()) return {seen, path.end()};
    path.push_back(next);
  }
}

Error ring_error(const Pipeline& pipeline, const std::vector<std::size_t>& ring) {
  std::string message;
  for (const std::size_t index : ring) {
    message += (message.empty() ? "" : " waits for ") + pipeline.tasks[index].task_id;
  }
  message += " waits for " + (ring.size() == 1 ? "itself" : pipeline.tasks[ring.front()].task_id);
  return {.whose = Whose::kLearner,
          .code = "spec.cycle",
          .message = message,
          .remedy = ring.size() == 1
                        ? "A model reads its own rows with {{ this }}; a task does not depend on "
                          "itself."
                        : "Remove one of these dependencies; they come from depends_on, from "
                          "source() and ref(), and from blocking checks.",
          .where = {.file = std::string(kSpecFile),
                    .pointer = "/tasks/" + std::to_string(ring.front())}};
}

}  // namespace

std::vector<std::string> relations_read(const Task& task) {
  std::vector<std::string> relations;
  if (const ModelTask* model = task.model()) add_relations(model->sql, relations);
  if (const CheckTask* check = task.check()) {
    add_once(relations, check->on);
    for (const CheckRule& rule : check->rules) add_relations(rule.query, relations);
  }
  return relations;
}

std::vector<std::string> relations_behind(const Pipeline& pipeline, const Task& task) {
  std::vector<std::string> relations = relations_read(task);
  for (std::size_t i = 0; i < relations.size(); ++i) {
    for (const std::size_t writer : writers_of(pipeline, relations[i])) {
      const ModelTask* model = pipeline.tasks[writer].model();
      if (model != nullptr && !model->is_stored()) add_relations(model->sql, relations);
    }
  }
  return relations;
}

std::vector<std::size_t> writers_of(const Pipeline& pipeline, std::string_view relation) {
  std::vector<std::size_t> writers;
  for (std::size_t i = 0; i < pipeline.tasks.size(); ++i) {
    if (!relation.empty() && pipeline.tasks[i].writes() == relation) writers.push_back(i);
  }
  return writers;
}

std::vector<std::size_t> checks_on(const Pipeline& pipeline, std::string_view relation) {
  std::vector<std::size_t> checks;
  for (std::size_t i = 0; i < pipeline.tasks.size(); ++i) {
    const CheckTask* check = pipeline.tasks[i].check();
    if (check != nullptr && check->on == relation) checks.push_back(i);
  }
  return checks;
}

std::string event_time_of(const Pipeline& pipeline, std::string_view relation) {
  for (const std::size_t writer : writers_of(pipeline, relation)) {
    if (const SyncTask* sync = pipeline.tasks[writer].sync()) return sync->cursor_field;
    const ModelTask& model = *pipeline.tasks[writer].model();
    if (!model.event_time.empty()) return model.event_time;
    return model.unique_key.size() == 1 ? model.unique_key.front() : "";
  }
  return {};
}

Errors link_tasks(Pipeline& pipeline) {
  std::vector<Task>& tasks = pipeline.tasks;
  for (Task& task : tasks) task.upstream = upstream_of(pipeline, task);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    for (const std::size_t before : tasks[i].upstream) tasks[before].downstream.push_back(i);
  }
  std::vector<bool> done(tasks.size(), false);
  const auto is_ready = [&](std::size_t index) {
    const std::vector<std::size_t>& upstream = tasks[index].upstream;
    return std::all_of(upstream.begin(), upstream.end(),
                       [&](std::size_t before) { return done[before]; });
  };
  while (pipeline.order.size() < tasks.size()) {
    std::size_t next = 0;
    while (next < tasks.size() && (done[next] || !is_ready(next))) ++next;
    if (next == tasks.size()) return {ring_error(pipeline, find_ring(pipeline, done))};
    done[next] = true;
    pipeline.order.push_back(next);
  }
  return {};
}

}  // namespace nightshift
