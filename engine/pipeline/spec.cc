#include "engine/pipeline/spec.h"

#include "engine/base/check.h"
#include "engine/observe/quality.h"

namespace nightshift {

std::optional<std::size_t> FieldMapping::place_in(const SourceSchema& schema) const {
  for (const std::string& name : from) {
    if (const auto place = schema.place_of(name)) return place;
  }
  return std::nullopt;
}

const FieldMapping* SyncTask::field(std::string_view to) const {
  for (const FieldMapping& mapping : fields) {
    if (mapping.to == to) return &mapping;
  }
  return nullptr;
}

std::string_view Task::type_text() const {
  if (sync() != nullptr) return "sync";
  if (model() != nullptr) return "model";
  return check() != nullptr ? "check" : "notify";
}

std::string_view Task::writes() const {
  if (const SyncTask* task = sync()) return task->destination;
  return model() != nullptr ? std::string_view(task_id) : std::string_view();
}

std::optional<OnViolation> ContractUse::at(EnforceAt point) const {
  for (const Enforcement& enforcement : enforce) {
    if (enforcement.at == point) return enforcement.on_violation;
  }
  return std::nullopt;
}

std::string quarantine_of(std::string_view relation) {
  return std::string(relation) + "__quarantine";
}

bool CheckTask::passes_when_empty() const {
  std::vector<QualityRule> plain;
  for (const CheckRule& check : rules) {
    if (check.rule.kind == RuleKind::kSql) return false;  // nobody knows what it counts
    plain.push_back(check.rule);
  }
  return all_pass_when_empty(plain);
}

const std::vector<std::string>& dedup_placeholders() {
  static const std::vector<std::string> names = {"source", "event", "dag_id", "task_id",
                                                 "data_interval_start"};
  return names;
}

std::string dedup_key_text(std::string_view pattern, const std::vector<std::string>& values) {
  const std::vector<std::string>& names = dedup_placeholders();
  NIGHTSHIFT_CHECK(values.size() == names.size());
  std::string key;
  while (!pattern.empty()) {
    bool replaced = false;
    for (std::size_t i = 0; i < names.size() && !replaced; ++i) {
      const std::string placeholder = "{" + names[i] + "}";
      if (!pattern.starts_with(placeholder)) continue;
      key += values[i];
      pattern.remove_prefix(placeholder.size());
      replaced = true;
    }
    if (replaced) continue;
    key += pattern.front();
    pattern.remove_prefix(1);
  }
  return key;
}

std::optional<std::size_t> Pipeline::find_task(std::string_view task_id) const {
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (tasks[i].task_id == task_id) return i;
  }
  return std::nullopt;
}

}  // namespace nightshift
