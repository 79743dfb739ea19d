// A pipeline as files of the real tools: what a learner takes along. Pure functions of the
// pipeline.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/pipeline/spec.h"

namespace nightshift {

// A DAG file for Airflow 3, in Python. The schedule is a CronDataIntervalTimetable (or a
// CronTriggerTimetable) and not a bare cron string, so that a data interval means the same there.
// Syncs become AirbyteTriggerSyncOperators, models `dbt run`, checks `dbt test`.
std::string airflow_dag(const Pipeline& pipeline);

struct DbtProject {
  std::map<std::string, std::string>
      files;                          // "dbt_project.yml", "models/x.sql", "tests/y.sql", ...
  std::vector<std::string> left_out;  // what dbt has no word for, one sentence each
};

// A dbt project. Data intervals become the variables data_interval_start and data_interval_end,
// which the DAG file hands over.
DbtProject dbt_project(const Pipeline& pipeline);

}  // namespace nightshift
