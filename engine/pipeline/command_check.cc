// Does the pipeline have what a command names?

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/pipeline/command.h"

namespace nightshift {
namespace {

Error command_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

Result<void> require(std::string_view what, const std::string& name,
                     const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return {};
  const std::optional<std::string> near = nearest(name, known);
  std::string remedy = "There is none at all.";
  if (near) {
    remedy = "Did you mean " + *near + "?";
  } else if (!known.empty()) {
    remedy = "There is " + known.front() + ", for example.";
  }
  return fail(command_error("command.unknown_name",
                            "there is no " + std::string(what) + " \"" + one_line(name, 60) + "\"",
                            std::move(remedy)));
}

// Looks up the names of each kind of command.
class CommandChecker {
 public:
  explicit CommandChecker(const Pipeline& pipeline) : pipeline_(pipeline) {}

  Result<void> operator()(const MapCommand& command) const {
    std::vector<std::string> sources;
    for (const Task& task : pipeline_.tasks) {
      if (task.sync() != nullptr) sources.push_back(task.sync()->source);
    }
    return require("sync task that reads", command.source, sources);
  }
  Result<void> operator()(const BackfillCommand& command) const { return dag(command.dag_id); }
  Result<void> operator()(const TriggerCommand& command) const { return dag(command.dag_id); }
  Result<void> operator()(const TasksClearCommand& command) const {
    NIGHTSHIFT_TRY(dag(command.dag_id));
    return command.task_id.empty() ? Result<void>{} : task(command.task_id);
  }
  Result<void> operator()(const StateResetCommand& command) const {
    NIGHTSHIFT_TRY(task(command.task_id));
    const SyncTask* sync = pipeline_.tasks[*pipeline_.find_task(command.task_id)].sync();
    if (sync != nullptr && sync->sync_mode == SyncMode::kIncremental) return {};
    return fail(command_error("command.no_cursor",
                              "\"" + command.task_id + "\" keeps no state between its runs",
                              "Only an incremental sync has a cursor."));
  }
  Result<void> operator()(const TileFlagCommand& command) const {
    std::vector<std::string> names;
    for (const Exposure& exposure : pipeline_.exposures) names.push_back(exposure.name);
    return require("exposure", command.exposure, names);
  }
  // Incidents and the shop are not in the pipeline's files.
  Result<void> operator()(const PagerCommand&) const { return {}; }
  Result<void> operator()(const OrderCommand&) const { return {}; }

 private:
  Result<void> dag(const std::string& name) const {
    return require("pipeline", name, {pipeline_.dag_id});
  }
  Result<void> task(const std::string& name) const {
    std::vector<std::string> names;
    for (const Task& other : pipeline_.tasks) names.push_back(other.task_id);
    return require("task", name, names);
  }

  const Pipeline& pipeline_;
};

}  // namespace

Result<void> check_command(const Command& command, const Pipeline& pipeline) {
  return std::visit(CommandChecker(pipeline), command);
}

}  // namespace nightshift
