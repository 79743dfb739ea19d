// The pipeline as a dbt project.

#include <algorithm>
#include <utility>

#include "engine/json/json.h"
#include "engine/json/write.h"
#include "engine/pipeline/export.h"
#include "engine/pipeline/words.h"

namespace nightshift {
namespace {

// A text as YAML (which reads JSON's texts), and as a text in dbt's templates.
std::string quoted(std::string_view text) { return write_json(Json(text), JsonLayout::kCompact); }

std::string list_text(const std::vector<std::string>& items) {
  return write_json(texts_json(items), JsonLayout::kCompact);
}

struct RelationName {
  std::string schema;  // "": a model
  std::string table;
};

RelationName split_relation(const std::string& relation) {
  const std::size_t dot = relation.find('.');
  if (dot == std::string::npos) return {.schema = {}, .table = relation};
  return {.schema = relation.substr(0, dot), .table = relation.substr(dot + 1)};
}

std::string reference_text(const std::string& relation) {
  const RelationName name = split_relation(relation);
  if (name.schema.empty()) return "ref('" + name.table + "')";
  return "source('" + name.schema + "', '" + name.table + "')";
}

std::string part_text(const TemplatePart& part) {
  switch (part.kind) {
    case PartKind::kText:
      return part.text;
    case PartKind::kSource:
    case PartKind::kRef:
      return "{{ " + reference_text(part.text) + " }}";
    case PartKind::kThis:
      return "{{ this }}";
    case PartKind::kIntervalStart:
      return "{{ var('data_interval_start') }}";
    case PartKind::kIntervalEnd:
      return "{{ var('data_interval_end') }}";
    case PartKind::kYesterday:
      return "{{ var('yesterday') }}";
  }
  return {};
}

std::string template_text(const Template& sql) {
  std::string text;
  bool inside = false;
  for (const TemplatePart& part : sql.parts) {
    if (part.incremental_only != inside) {
      text += inside ? "{% endif %}" : "{% if is_incremental() %}";
      inside = part.incremental_only;
    }
    text += part_text(part);
  }
  return inside ? text + "{% endif %}" : text;
}

std::string model_text(const ModelTask& model) {
  std::string config = "materialized=" + quoted(word_for(model.materialized, kMaterialized));
  const auto add = [&](std::string_view key, const std::string& value) {
    config += ",\n    " + std::string(key) + "=" + value;
  };
  if (model.materialized == Materialized::kIncremental) {
    add("incremental_strategy", quoted(word_for(model.incremental_strategy, kStrategies)));
    add("on_schema_change", quoted(word_for(model.on_schema_change, kOnSchemaChange)));
    if (!model.unique_key.empty()) add("unique_key", list_text(model.unique_key));
    if (!model.partition_by.empty()) add("partition_by", list_text(model.partition_by));
    if (model.incremental_strategy == IncrementalStrategy::kMicrobatch) {
      add("begin", quoted(time_text(model.begin.value_or(0))));
      add("batch_size", quoted(word_for(model.batch_size, kBatchSizes)));
      add("lookback", std::to_string(model.lookback));
    }
  }
  if (!model.event_time.empty()) add("event_time", quoted(model.event_time));
  return "{{ config(\n    " + config + "\n) }}\n\n" + template_text(model.sql);
}

std::string period_text(DurationUs duration) {
  const std::pair<DurationUs, const char*> units[] = {
      {kDayUs, "day"}, {kHourUs, "hour"}, {kMinuteUs, "minute"}};
  for (const auto& [unit, name] : units) {
    if (duration % unit == 0) {
      return "{count: " + std::to_string(duration / unit) + ", period: " + name + "}";
    }
  }
  return {};
}

std::string values_text(const std::vector<Cell>& values) {
  Json list = Json::array();
  for (const Cell& value : values) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) list.push(*number);
    if (const auto* text = std::get_if<std::string>(&value)) list.push(*text);
  }
  return write_json(list, JsonLayout::kCompact);
}

// Adds dbt's own tests of one table, and files of SQL for rules that it has no test for.
class DbtTests {
 public:
  DbtTests(const Pipeline& pipeline, DbtProject& project)
      : pipeline_(pipeline), project_(project) {}

  // The tests of a table's columns as YAML; `indent` blanks before each line.
  std::string column_tests(const std::string& relation, std::size_t indent);

 private:
  void add_rule(const Task& task, const CheckRule& check, std::size_t index);

  const Pipeline& pipeline_;
  DbtProject& project_;
  std::map<std::string, std::vector<std::string>> tests_;  // column -> lines
};

// The condition under which a value is bad.
std::string broken_condition(const std::string& value, const Threshold& threshold) {
  const std::string low = std::to_string(threshold.low);
  const std::string range = " between " + low + " and " + std::to_string(threshold.high);
  switch (threshold.comparison) {
    case Operator::kMustBe:
      return value + " <> " + low;
    case Operator::kMustNotBe:
      return value + " = " + low;
    case Operator::kMustBeGreaterThan:
      return value + " <= " + low;
    case Operator::kMustBeGreaterOrEqualTo:
      return value + " < " + low;
    case Operator::kMustBeLessThan:
      return value + " >= " + low;
    case Operator::kMustBeLessOrEqualTo:
      return value + " > " + low;
    case Operator::kMustBeBetween:
      return value + " not" + range;
    case Operator::kMustNotBeBetween:
      return value + range;
  }
  return {};
}

void DbtTests::add_rule(const Task& task, const CheckRule& check, std::size_t index) {
  const std::string& on = task.check()->on;
  const QualityRule& rule = check.rule;
  const std::string severity =
      rule.severity == Severity::kWarn ? "{{ config(severity=\"warn\") }}\n\n" : "";
  const std::string file = "tests/" + task.task_id + "_" + std::to_string(index + 1) + ".sql";
  const bool whole_table = check.scope == Scope::kTable && rule.unit == Unit::kRows;
  if (rule.kind == RuleKind::kSql) {
    project_.files[file] = severity + "select * from (\n" + template_text(check.query) +
                           "\n) as measured(value)\nwhere " +
                           broken_condition("coalesce(value, 0)", rule.must) + "\n";
    return;
  }
  if (rule.metric == Metric::kRowCount && whole_table) {
    project_.files[file] = severity + "select count(*) as value\nfrom {{ " + reference_text(on) +
                           " }}\nhaving " + broken_condition("count(*)", rule.must) + "\n";
    return;
  }
  const bool none_allowed = rule.must == Threshold{} && whole_table && rule.columns.size() == 1 &&
                            rule.severity == Severity::kError;
  std::vector<std::string>& lines =
      tests_[rule.columns.empty() ? std::string() : rule.columns.front()];
  if (none_allowed && rule.metric == Metric::kNullValues) {
    lines.emplace_back("- not_null");
  } else if (none_allowed && rule.metric == Metric::kDuplicateValues) {
    lines.emplace_back("- unique");
  } else if (none_allowed && rule.metric == Metric::kInvalidValues) {
    lines.push_back("- accepted_values: {values: " + values_text(rule.values) + "}");
  } else {
    project_.left_out.push_back("Rule " + std::to_string(index + 1) + " of " + task.task_id +
                                " has no dbt test of its own.");
  }
}

std::string DbtTests::column_tests(const std::string& relation, std::size_t indent) {
  tests_.clear();
  for (const Task& task : pipeline_.tasks) {
    if (task.check() == nullptr || task.check()->on != relation) continue;
    const std::vector<CheckRule>& rules = task.check()->rules;
    for (std::size_t i = 0; i < rules.size(); ++i) add_rule(task, rules[i], i);
  }
  const std::string blanks(indent, ' ');
  std::string text;
  for (const auto& [column, lines] : tests_) {
    if (lines.empty()) continue;
    if (text.empty()) text = blanks + "columns:\n";
    text += blanks + "  - name: " + quoted(column) + "\n" + blanks + "    data_tests:\n";
    for (const std::string& line : lines) text += blanks + "      " + line + "\n";
  }
  return text;
}

std::string freshness_text(const Pipeline& pipeline, const std::string& relation,
                           const std::string& blanks) {
  for (const PlannedMonitor& planned : pipeline.monitors) {
    const auto* freshness = std::get_if<FreshnessMonitor>(&planned.monitor.question);
    if (freshness == nullptr || planned.monitor.on != relation) continue;
    std::string text = blanks + "config:\n" + blanks +
                       "  loaded_at_field: " + quoted(freshness->loaded_at_field) + "\n" + blanks +
                       "  freshness:\n";
    if (freshness->warn_after) {
      text += blanks + "    warn_after: " + period_text(*freshness->warn_after) + "\n";
    }
    if (freshness->error_after) {
      text += blanks + "    error_after: " + period_text(*freshness->error_after) + "\n";
    }
    return text;
  }
  return {};
}

std::string sources_text(const Pipeline& pipeline, DbtTests& tests) {
  std::map<std::string, std::vector<std::string>> schemas;  // "raw" -> "raw.orders", ...
  for (const Task& task : pipeline.tasks) {
    if (task.sync() == nullptr) continue;
    const std::string& relation = task.sync()->destination;
    std::vector<std::string>& tables = schemas[split_relation(relation).schema];
    if (std::find(tables.begin(), tables.end(), relation) == tables.end()) {
      tables.push_back(relation);
    }
  }
  std::string text = "version: 2\n\nsources:\n";
  for (const auto& [schema, relations] : schemas) {
    text += "  - name: " + quoted(schema) + "\n    tables:\n";
    for (const std::string& relation : relations) {
      text += "      - name: " + quoted(split_relation(relation).table) + "\n" +
              freshness_text(pipeline, relation, std::string(8, ' ')) +
              tests.column_tests(relation, 8);
    }
  }
  return schemas.empty() ? "version: 2\n" : text;
}

std::string models_text(const Pipeline& pipeline, DbtTests& tests) {
  std::string text;
  for (const Task& task : pipeline.tasks) {
    if (task.model() == nullptr) continue;
    text += "  - name: " + quoted(task.task_id) + "\n" + tests.column_tests(task.task_id, 4);
  }
  return text.empty() ? "version: 2\n" : "version: 2\n\nmodels:\n" + text;
}

std::string exposures_text(const Pipeline& pipeline) {
  std::string text;
  for (const Exposure& exposure : pipeline.exposures) {
    text += "  - name: " + quoted(exposure.name) + "\n    type: " + exposure.type + "\n";
    if (!exposure.description.empty()) {
      text += "    description: " + quoted(exposure.description) + "\n";
    }
    // dbt asks for an owner with a name or an address.
    const std::string& name = exposure.owner.name;
    text += "    owner:\n      name: " + quoted(name.empty() ? "nobody" : name) + "\n";
    if (!exposure.owner.email.empty())
      text += "      email: " + quoted(exposure.owner.email) + "\n";
    if (exposure.depends_on.empty()) continue;
    text += "    depends_on:\n";
    for (const std::string& relation : exposure.depends_on) {
      text += "      - " + reference_text(relation) + "\n";
    }
  }
  return text.empty() ? "version: 2\n" : "version: 2\n\nexposures:\n" + text;
}

}  // namespace

DbtProject dbt_project(const Pipeline& pipeline) {
  DbtProject project;
  const std::string name = quoted(pipeline.dag_id);
  project.files["dbt_project.yml"] = "name: " + name +
                                     "\nversion: \"1.0.0\"\nconfig-version: 2\nprofile: " + name +
                                     "\nmodel-paths: [\"models\"]\ntest-paths: [\"tests\"]\n";
  for (const Task& task : pipeline.tasks) {
    if (task.model() != nullptr) {
      project.files["models/" + task.task_id + ".sql"] = model_text(*task.model());
    }
  }
  DbtTests tests(pipeline, project);
  project.files["models/sources.yml"] = sources_text(pipeline, tests);
  project.files["models/schema.yml"] = models_text(pipeline, tests);
  project.files["models/exposures.yml"] = exposures_text(pipeline);
  return project;
}

}  // namespace nightshift
