// Whole nights for tests: the incident of 10 March, and what somebody did about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/nights/judge.h"
#include "tests/support/orders_daily.h"

namespace nightshift {

// The pipeline of the incident, changed; the learner takes over on 11 March at 02:00. Hidden
// worlds are given by their faults.
LessonNight lesson_night(const Edits& edits, const std::vector<std::string>& worlds = {});

// What makes the pipeline good: rows are replaced by key, both names are read, and the tile says
// when it has no data.
extern const Edits kGood;

// "12T02:00 tile flag x --stale y": one command a line.
Script script_of(std::string_view lines);
Move install_at(std::string_view at, const PipelineFiles& files);

// The verdict of one check: "pass", "fail night.order_twice".
std::string outcome_of(const CheckVerdict& verdict);

}  // namespace nightshift
