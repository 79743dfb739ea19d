// Tasks: what they share, and the two short kinds.

#include <array>
#include <utility>

#include "engine/pipeline/keys.h"
#include "engine/pipeline/reading.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

enum class TaskType { kSync, kModel, kCheck, kNotify };
constexpr std::array kTypes = {
    std::pair{"sync"sv, TaskType::kSync}, std::pair{"model"sv, TaskType::kModel},
    std::pair{"check"sv, TaskType::kCheck}, std::pair{"notify"sv, TaskType::kNotify}};
constexpr std::array kPagerSeverities = {
    std::pair{"critical"sv, PagerSeverity::kCritical}, std::pair{"error"sv, PagerSeverity::kError},
    std::pair{"warning"sv, PagerSeverity::kWarning}, std::pair{"info"sv, PagerSeverity::kInfo}};
constexpr std::array kTargets = {std::pair{"pager"sv, NotifyTarget::kPager},
                                 std::pair{"log"sv, NotifyTarget::kLog}};

SpecPart part_of(TaskType type) {
  switch (type) {
    case TaskType::kSync:
      return SpecPart::kSync;
    case TaskType::kModel:
      return SpecPart::kModel;
    case TaskType::kCheck:
      return SpecPart::kCheck;
    case TaskType::kNotify:
      return SpecPart::kNotifyTask;
  }
  return SpecPart::kTask;
}

// True when retrying goes on for longer than from one run to the next.
bool retries_past_next_run(const RetryRules& rules, const Schedule& schedule) {
  const TimeUs first = schedule.cron.next(schedule.start_date);
  const DurationUs between = schedule.cron.next(first) - first;
  DurationUs waited = 0;
  for (std::int64_t attempt = 1; attempt <= rules.retries && waited <= between; ++attempt) {
    waited += least_retry_wait(rules, attempt);
  }
  return waited > between;
}

void lint_retries(JsonReader& reader, const Task& task, SpecReading& reading) {
  constexpr std::int64_t kManyRetries = 20;
  const RetryRules& rules = task.args.retry;
  const bool many = rules.retries > kManyRetries;
  if (!many && !retries_past_next_run(rules, reading.pipeline.schedule)) return;
  reading.lint(reader, "spec.unbounded_retry",
               many ? "this task is tried " + std::to_string(rules.retries + 1) +
                          " times before anybody hears that it failed"
                    : "this task is still being tried when the next run is due",
               "Lower \"retries\", or shorten the waits: a failure that lasts should be heard of.");
}

}  // namespace

NotifyTarget read_notify_target(JsonReader reader) { return reader.choice(kTargets); }

PagerSeverity read_pager_severity(JsonReader reader) { return reader.choice(kPagerSeverities); }

NotifyTask read_notify_task(JsonReader& reader) {
  NotifyTask notify;
  if (auto to = reader.optional_member("to")) notify.to = read_notify_target(*to);
  if (auto severity = reader.optional_member("severity")) {
    notify.severity = read_pager_severity(*severity);
  }
  notify.message = reader.member("message").text();
  return notify;
}

CheckTask read_check(JsonReader& reader, SpecReading& reading) {
  CheckTask check;
  check.on = reader.member("on").text();
  if (auto severity = reader.optional_member("severity")) check.severity = read_severity(*severity);
  if (auto blocking = reader.optional_member("blocking")) check.blocking = blocking->boolean();
  JsonReader quality = reader.member("quality");
  for (JsonReader& rule : elements_up_to(quality, reading.limits.rules_max, "spec.too_many", 1)) {
    check.rules.push_back(read_check_rule(rule, check.severity, reading));
  }
  return check;
}

Task read_task(JsonReader reader, const TaskArgs& defaults, SpecReading& reading) {
  Task task;
  task.args = defaults;
  task.task_id = read_name(reader.member("task_id"));
  JsonReader type_reader = reader.member("type");
  const std::size_t errors_before = reading.errors.size();
  const TaskType type = type_reader.choice(kTypes);
  const bool is_known = type_reader.present() && reading.errors.size() == errors_before;
  read_task_args(reader, task.args);
  if (auto list = reader.optional_member("depends_on")) {
    for (JsonReader& element : elements_up_to(*list, reading.limits.tasks_max)) {
      task.depends_on.push_back(read_name(element));
    }
  }
  if (!is_known) {
    reading.knows_all_tasks = false;
    task.body = NotifyTask{};
    return task;
  }
  switch (type) {
    case TaskType::kSync:
      task.body = read_sync(reader, reading);
      break;
    case TaskType::kModel:
      task.body = read_model(reader, reading);
      break;
    case TaskType::kCheck:
      task.body = read_check(reader, reading);
      break;
    case TaskType::kNotify:
      task.body = read_notify_task(reader);
      break;
  }
  refuse_other_keys(reader, {SpecPart::kTask, SpecPart::kTaskArgs, part_of(type)});
  lint_retries(reader, task, reading);
  return task;
}

}  // namespace nightshift
