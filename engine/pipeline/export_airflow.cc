// The pipeline as a DAG file.

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/calendar.h"
#include "engine/pipeline/export.h"
#include "engine/pipeline/words.h"

namespace nightshift {
namespace {

// A Python text in double quotes.
std::string py_text(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\x";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string py_bool(bool value) { return value ? "True" : "False"; }

std::string py_duration(DurationUs duration) {
  if (duration % kSecondUs == 0) {
    return "timedelta(seconds=" + std::to_string(duration / kSecondUs) + ")";
  }
  return "timedelta(milliseconds=" + std::to_string(duration / kMillisecondUs) + ")";
}

std::string py_moment(TimeUs time) { return "pendulum.parse(" + py_text(time_text(time)) + ")"; }

// 2500 -> "2.5".
std::string py_thousandths(std::int64_t thousandths) {
  std::string digits = std::to_string(1'000 + thousandths % 1'000).substr(1);
  digits.erase(std::max<std::size_t>(digits.find_last_not_of('0') + 1, 1));
  return std::to_string(thousandths / 1'000) + "." + digits;
}

using Arguments = std::vector<std::pair<std::string, std::string>>;

// The arguments that differ from Airflow's own defaults.
void add_task_arguments(const TaskArgs& args, Arguments& arguments) {
  const TaskArgs usual;
  const RetryRules& retry = args.retry;
  if (!args.owner.empty()) arguments.emplace_back("owner", py_text(args.owner));
  if (retry.retries != 0) arguments.emplace_back("retries", std::to_string(retry.retries));
  if (retry.retry_delay != usual.retry.retry_delay) {
    arguments.emplace_back("retry_delay", py_duration(retry.retry_delay));
  }
  if (retry.backoff_thousandths != 0) {
    constexpr std::int64_t kDoubling = 2'000;  // True means the same in every release
    arguments.emplace_back("retry_exponential_backoff",
                           retry.backoff_thousandths == kDoubling
                               ? "True"
                               : py_thousandths(retry.backoff_thousandths));
  }
  if (retry.max_retry_delay) {
    arguments.emplace_back("max_retry_delay", py_duration(*retry.max_retry_delay));
  }
  if (args.execution_timeout) {
    arguments.emplace_back("execution_timeout", py_duration(*args.execution_timeout));
  }
  if (args.depends_on_past) arguments.emplace_back("depends_on_past", "True");
  if (args.trigger_rule != usual.trigger_rule) {
    arguments.emplace_back("trigger_rule", py_text(word_for(args.trigger_rule, kTriggerRules)));
  }
}

std::string dbt_command(std::string_view verb, std::string_view selected) {
  return "dbt " + std::string(verb) + " --select " + std::string(selected) +
         " --vars '{data_interval_start: \"{{ data_interval_start }}\", data_interval_end: "
         "\"{{ data_interval_end }}\"}'";
}

// The operator's class, and its own arguments.
std::string operator_of(const Task& task, Arguments& arguments) {
  if (const SyncTask* sync = task.sync()) {
    // A connection's id exists only in an Airbyte of one's own.
    arguments.emplace_back("connection_id", py_text(sync->source + " to " + sync->destination));
    return "AirbyteTriggerSyncOperator";
  }
  if (const NotifyTask* notify = task.notify()) {
    arguments.emplace_back("doc_md", py_text(notify->message));
    return "EmptyOperator";
  }
  const CheckTask* check = task.check();
  std::string selected = task.task_id;
  if (check != nullptr) {
    const bool is_source = check->on.find('.') != std::string::npos;
    selected = (is_source ? "source:" : "") + check->on;
  }
  arguments.emplace_back("bash_command",
                         py_text(dbt_command(check != nullptr ? "test" : "run", selected)));
  return "BashOperator";
}

std::string task_text(const Task& task) {
  Arguments arguments = {{"task_id", py_text(task.task_id)}};
  const std::string name = operator_of(task, arguments);
  add_task_arguments(task.args, arguments);
  std::string text = "    task_" + task.task_id + " = " + name + "(\n";
  for (const auto& [key, value] : arguments) text += "        " + key + "=" + value + ",\n";
  return text + "    )\n";
}

std::string imports_text(const Pipeline& pipeline, std::string_view timetable) {
  const auto any = [&](auto kind) {
    return std::any_of(pipeline.tasks.begin(), pipeline.tasks.end(), kind);
  };
  std::string text = "from datetime import timedelta\n\nimport pendulum\n";
  if (any([](const Task& task) { return task.sync() != nullptr; })) {
    text += "from airflow.providers.airbyte.operators.airbyte import AirbyteTriggerSyncOperator\n";
  }
  if (any([](const Task& task) { return task.model() != nullptr || task.check() != nullptr; })) {
    text += "from airflow.providers.standard.operators.bash import BashOperator\n";
  }
  if (any([](const Task& task) { return task.notify() != nullptr; })) {
    text += "from airflow.providers.standard.operators.empty import EmptyOperator\n";
  }
  const std::string module = timetable == "CronTriggerTimetable" ? "airflow.timetables.trigger"
                                                                 : "airflow.timetables.interval";
  return text + "from airflow.sdk import DAG\nfrom " + module + " import " +
         std::string(timetable) + "\n";
}

}  // namespace

std::string airflow_dag(const Pipeline& pipeline) {
  const Schedule& schedule = pipeline.schedule;
  const std::string timetable = schedule.timetable == TimetableKind::kCronTrigger
                                    ? "CronTriggerTimetable"
                                    : "CronDataIntervalTimetable";
  std::string text = "# Made from pipeline.jsonc. The connection_ids are placeholders.\n" +
                     imports_text(pipeline, timetable) +
                     "\nwith DAG(\n    dag_id=" + py_text(pipeline.dag_id) + ",\n";
  if (!pipeline.description.empty()) {
    text += "    description=" + py_text(pipeline.description) + ",\n";
  }
  text += "    schedule=" + timetable + "(" + py_text(schedule.cron.text()) +
          ", timezone=\"UTC\"),\n    start_date=" + py_moment(schedule.start_date) + ",\n";
  if (schedule.end_date) text += "    end_date=" + py_moment(*schedule.end_date) + ",\n";
  text += "    catchup=" + py_bool(schedule.catchup) +
          ",\n    max_active_runs=" + std::to_string(schedule.max_active_runs) + ",\n):\n";
  for (const std::size_t index : pipeline.order) text += task_text(pipeline.tasks[index]);
  for (const std::size_t index : pipeline.order) {
    const Task& task = pipeline.tasks[index];
    std::string upstream;
    for (const std::size_t before : task.upstream) {
      upstream += (upstream.empty() ? "task_" : ", task_") + pipeline.tasks[before].task_id;
    }
    if (!upstream.empty()) text += "    [" + upstream + "] >> task_" + task.task_id + "\n";
  }
  return text;
}

}  // namespace nightshift
