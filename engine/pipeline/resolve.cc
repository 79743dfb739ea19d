#include "engine/pipeline/resolve.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/pipeline/graph.h"
#include "engine/pipeline/words.h"

namespace nightshift {
namespace {

std::string pointer_to(std::string_view list, std::size_t index, std::string_view member = {}) {
  std::string pointer = "/" + std::string(list) + "/" + std::to_string(index);
  return member.empty() ? pointer : pointer + "/" + std::string(member);
}

// Where a contract's reaction at a point sets rows aside.
std::vector<std::string> quarantines_of(const Pipeline& pipeline, const ContractUse& use,
                                        EnforceAt point) {
  if (point != EnforceAt::kIngest) return {quarantine_of(use.on)};
  std::vector<std::string> tables;
  for (const Task& task : pipeline.tasks) {
    const SyncTask* sync = task.sync();
    if (sync != nullptr && sync->source == use.on) {
      tables.push_back(quarantine_of(sync->destination));
    }
  }
  return tables;
}

// Looks at the whole pipeline, place by place.
class Resolver {
 public:
  explicit Resolver(SpecReading& reading) : reading_(reading), pipeline_(reading.pipeline) {}

  void resolve();

 private:
  void error(std::string pointer, std::string code, std::string message, std::string remedy);
  void lint(std::string pointer, std::string code, std::string message, std::string remedy);

  void collect_names();
  void check_unique_names();
  void check_depends_on(std::size_t index);
  void check_relation(const std::string& relation, const std::string& pointer);
  void check_model_sql(const ModelTask& model);
  void check_query(const Template& query, const std::string& pointer);
  void check_tasks();
  bool is_acted_on(const ContractUse& use, EnforceAt point) const;
  void check_contracts();
  void check_monitors();
  void check_exposures();
  void fill_event_time(Scope scope, std::string& event_time, const std::string& relation,
                       const std::string& pointer);
  void lint_vacuous_checks();
  void lint_owner();

  SpecReading& reading_;
  Pipeline& pipeline_;
  std::vector<std::string> relations_;  // that can be read
  std::vector<std::string> sources_;    // that are synced or known
};

void Resolver::error(std::string pointer, std::string code, std::string message,
                     std::string remedy) {
  reading_.errors.push_back(
      {.whose = Whose::kLearner,
       .code = std::move(code),
       .message = std::move(message),
       .remedy = std::move(remedy),
       .where = {.file = std::string(kSpecFile), .pointer = std::move(pointer)}});
}

void Resolver::lint(std::string pointer, std::string code, std::string message,
                    std::string remedy) {
  pipeline_.lints.push_back(
      {.whose = Whose::kLearner,
       .code = std::move(code),
       .message = std::move(message),
       .remedy = std::move(remedy),
       .where = {.file = std::string(kSpecFile), .pointer = std::move(pointer)}});
}

void Resolver::collect_names() {
  relations_ = reading_.world.tables;
  sources_ = reading_.world.sources;
  for (const Task& task : pipeline_.tasks) {
    if (!task.writes().empty()) relations_.emplace_back(task.writes());
    if (task.sync() != nullptr) sources_.push_back(task.sync()->source);
  }
  for (const ContractUse& use : pipeline_.contracts) {
    for (const Enforcement& enforcement : use.enforce) {
      if (enforcement.on_violation != OnViolation::kQuarantine) continue;
      for (std::string& table : quarantines_of(pipeline_, use, enforcement.at)) {
        relations_.push_back(std::move(table));
      }
    }
  }
}

void Resolver::check_unique_names() {
  const auto check = [&](std::string_view list, std::string_view member, std::string_view what,
                         const std::vector<std::string>& names) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i].empty() || seen.insert(names[i]).second) continue;
      error(pointer_to(list, i, member),
            list == "tasks" ? "spec.duplicate_task" : "spec.duplicate_name",
            "two " + std::string(what) + " are named \"" + names[i] + "\"", "Rename one of them.");
    }
  };
  std::vector<std::string> tasks;
  for (const Task& task : pipeline_.tasks) tasks.push_back(task.task_id);
  std::vector<std::string> monitors;
  for (const PlannedMonitor& planned : pipeline_.monitors) {
    monitors.push_back(planned.monitor.name);
  }
  std::vector<std::string> exposures;
  for (const Exposure& exposure : pipeline_.exposures) exposures.push_back(exposure.name);
  check("tasks", "task_id", "tasks", tasks);
  check("monitors", "name", "monitors", monitors);
  check("exposures", "name", "exposures", exposures);
}

void Resolver::check_depends_on(std::size_t index) {
  const Task& task = pipeline_.tasks[index];
  for (std::size_t i = 0; i < task.depends_on.size(); ++i) {
    const std::string& name = task.depends_on[i];
    if (name.empty() || pipeline_.find_task(name)) continue;
    std::vector<std::string> known;
    for (const Task& other : pipeline_.tasks) known.push_back(other.task_id);
    const std::optional<std::string> near = nearest(name, known);
    error(pointer_to("tasks", index, "depends_on/" + std::to_string(i)), "spec.unknown_ref",
          "there is no task \"" + name + "\"",
          near ? "Did you mean \"" + *near + "\"?" : "Name a task_id of this pipeline.");
  }
}

Error unknown_relation(const std::string& relation, const std::vector<std::string>& known) {
  const std::optional<std::string> near = nearest(relation, known);
  return {.whose = Whose::kLearner,
          .code = "spec.unknown_ref",
          .message = "no task fills a table \"" + one_line(relation, 80) + "\"",
          .remedy = near ? "Did you mean \"" + *near + "\"?"
                         : "Name the destination of a sync task, or a model.",
          .where = {}};
}

void Resolver::check_relation(const std::string& relation, const std::string& pointer) {
  if (relation.empty() || !reading_.knows_all_tasks ||
      std::find(relations_.begin(), relations_.end(), relation) != relations_.end()) {
    return;
  }
  Error unknown = unknown_relation(relation, relations_);
  error(pointer, unknown.code, unknown.message, unknown.remedy);
}

void Resolver::check_query(const Template& query, const std::string& pointer) {
  for (const TemplatePart& part : query.parts) {
    if (part.kind == PartKind::kRef || part.kind == PartKind::kSource) {
      check_relation(part.text, pointer);
    }
  }
}

void Resolver::check_model_sql(const ModelTask& model) {
  for (const TemplatePart& part : model.sql.parts) {
    if (part.kind != PartKind::kRef && part.kind != PartKind::kSource) continue;
    if (!reading_.knows_all_tasks) continue;
    if (std::find(relations_.begin(), relations_.end(), part.text) != relations_.end()) continue;
    Error unknown = unknown_relation(part.text, relations_);
    unknown.where = where_in_text(model.sql.source, part.offset);
    unknown.where.file = model.sql_file;
    reading_.errors.push_back(std::move(unknown));
  }
}

void Resolver::fill_event_time(Scope scope, std::string& event_time, const std::string& relation,
                               const std::string& pointer) {
  if (scope != Scope::kDataInterval || !event_time.empty()) return;
  event_time = event_time_of(pipeline_, relation);
  if (!event_time.empty()) return;
  error(pointer, "spec.no_event_time",
        "nothing says which column of \"" + relation + "\" tells the time of a row",
        "Add \"event_time\" (dbt) to the model or the rule, or a \"cursor_field\" to the sync.");
}

void Resolver::check_tasks() {
  for (std::size_t i = 0; i < pipeline_.tasks.size(); ++i) {
    Task& task = pipeline_.tasks[i];
    check_depends_on(i);
    if (task.model() != nullptr) check_model_sql(*task.model());
    CheckTask* check = std::get_if<CheckTask>(&task.body);
    if (check == nullptr) continue;
    check_relation(check->on, pointer_to("tasks", i, "on"));
    for (std::size_t j = 0; j < check->rules.size(); ++j) {
      CheckRule& rule = check->rules[j];
      const std::string pointer = pointer_to("tasks", i, "quality/" + std::to_string(j));
      check_query(rule.query, pointer + "/query");
      fill_event_time(rule.scope, rule.event_time, check->on, pointer);
    }
  }
}

// Whether anything in the pipeline comes past this point with that table.
bool Resolver::is_acted_on(const ContractUse& use, EnforceAt point) const {
  const auto known = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), use.on) != names.end();
  };
  if (point == EnforceAt::kProducerCi) return known(sources_);
  return std::any_of(pipeline_.tasks.begin(), pipeline_.tasks.end(), [&](const Task& task) {
    const bool is_stored = task.model() != nullptr && task.model()->is_stored();
    switch (point) {
      case EnforceAt::kIngest:
        return task.sync() != nullptr && task.sync()->source == use.on;
      case EnforceAt::kTransform:
        return is_stored && known(relations_behind(pipeline_, task));
      default:
        return is_stored && task.task_id == use.on;
    }
  });
}

void Resolver::check_contracts() {
  for (std::size_t i = 0; i < pipeline_.contracts.size(); ++i) {
    const ContractUse& use = pipeline_.contracts[i];
    for (std::size_t j = 0; j < use.enforce.size(); ++j) {
      const Enforcement& enforcement = use.enforce[j];
      const std::string point(word_for(enforcement.at, kEnforcePoints));
      const std::string pointer = pointer_to("contracts", i, "enforce/" + std::to_string(j));
      if (!is_acted_on(use, enforcement.at)) {
        lint(pointer, "spec.no_effect",
             "nothing comes past " + point + " with \"" + one_line(use.on, 80) + "\"",
             "ingest is about a sync's source, transform about a table that a model reads, publish "
             "about a model that is stored.");
      }
      const auto view = pipeline_.find_task(use.on);
      const ModelTask* model = view ? pipeline_.tasks[*view].model() : nullptr;
      if (enforcement.at == EnforceAt::kTransform && model != nullptr && !model->is_stored() &&
          enforcement.on_violation == OnViolation::kQuarantine) {
        error(pointer, "spec.enforcement", "a view has no rows of its own to set aside",
              "Use \"fail\" or \"warn\", or make the model a table.");
      }
    }
  }
}

void Resolver::check_monitors() {
  for (std::size_t i = 0; i < pipeline_.monitors.size(); ++i) {
    PlannedMonitor& planned = pipeline_.monitors[i];
    const std::string& on = planned.monitor.on;
    const bool watches_source = std::holds_alternative<SchemaMonitor>(planned.monitor.question) &&
                                std::find(sources_.begin(), sources_.end(), on) != sources_.end();
    if (!watches_source) check_relation(on, pointer_to("monitors", i, "on"));
    fill_event_time(planned.scope, planned.event_time, on, pointer_to("monitors", i));
    for (std::size_t j = 0; j < planned.queries.size(); ++j) {
      check_query(planned.queries[j],
                  pointer_to("monitors", i, "quality/" + std::to_string(j) + "/query"));
    }
  }
}

void Resolver::check_exposures() {
  for (std::size_t i = 0; i < pipeline_.exposures.size(); ++i) {
    for (const std::string& relation : pipeline_.exposures[i].depends_on) {
      check_relation(relation, pointer_to("exposures", i));
    }
  }
}

// A table whose every check is content with no rows at all: the checks say nothing about whether
// data arrived.
void Resolver::lint_vacuous_checks() {
  std::set<std::string> looked_at;
  for (std::size_t i = 0; i < pipeline_.tasks.size(); ++i) {
    const CheckTask* first = pipeline_.tasks[i].check();
    if (first == nullptr || !looked_at.insert(first->on).second) continue;
    const std::vector<std::size_t> checks = checks_on(pipeline_, first->on);
    const bool vacuous = std::all_of(checks.begin(), checks.end(), [&](std::size_t index) {
      return pipeline_.tasks[index].check()->passes_when_empty();
    });
    if (!vacuous) continue;
    lint(pointer_to("tasks", i), "spec.vacuous_check",
         "every check of \"" + first->on + "\" passes when there are no rows at all",
         "Add a rule that says how many rows to expect, for example rowCount with "
         "mustBeGreaterThan.");
  }
}

void Resolver::lint_owner() {
  const bool owned = !pipeline_.owner.empty() ||
                     std::all_of(pipeline_.tasks.begin(), pipeline_.tasks.end(),
                                 [](const Task& task) { return !task.args.owner.empty(); });
  if (owned) return;
  lint("", "spec.no_owner", "nobody answers for this pipeline",
       "Add \"owner\" (Airflow): whom to ask when it fails.");
}

void Resolver::resolve() {
  collect_names();
  check_unique_names();
  check_tasks();
  check_contracts();
  check_monitors();
  check_exposures();
  for (Error& ring : link_tasks(pipeline_)) reading_.errors.push_back(std::move(ring));
  lint_vacuous_checks();
  lint_owner();
}

}  // namespace

void resolve_pipeline(SpecReading& reading) { Resolver(reading).resolve(); }

}  // namespace nightshift
