#include "grader/nights/minimal_sets.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/text.h"
#include "grader/nights/option_run.h"

namespace nightshift {
namespace {

bool contains(const SwitchSet& larger, const SwitchSet& smaller) {
  return std::includes(larger.begin(), larger.end(), smaller.begin(), smaller.end());
}

const SwitchSet* one_inside(const std::vector<SwitchSet>& sets, const SwitchSet& larger) {
  const auto found = std::find_if(sets.begin(), sets.end(), [&](const SwitchSet& smaller) {
    return contains(larger, smaller);
  });
  return found == sets.end() ? nullptr : &*found;
}

// Every set of `count` things, the smaller ones first.
std::vector<SwitchSet> all_sets(std::size_t count) {
  std::vector<SwitchSet> sets;
  for (std::size_t bits = 0; bits < (std::size_t{1} << count); ++bits) {
    SwitchSet set;
    for (std::size_t i = 0; i < count; ++i) {
      if ((bits >> i) % 2 == 1) set.push_back(i);
    }
    sets.push_back(std::move(set));
  }
  std::stable_sort(sets.begin(), sets.end(),
                   [](const SwitchSet& a, const SwitchSet& b) { return a.size() < b.size(); });
  return sets;
}

Result<NightRecord> run_with(const LessonNight& night, const SwitchStep& step,
                             const SwitchSet& on) {
  std::vector<const FilesChange*> changes;
  for (const std::size_t index : on) changes.push_back(&step.switches[index].change);
  return OptionRuns(night).run(changes);
}

Json keys_json(const SwitchStep& step, const SwitchSet& set) {
  Json keys = Json::array();
  for (const std::size_t index : set) keys.push(step.switches[index].key);
  return keys;
}

std::string names(const SwitchStep& step, const SwitchSet& set) {
  std::vector<std::string> texts;
  for (const std::size_t index : set) texts.push_back("\"" + step.switches[index].text + "\"");
  return joined(texts, " and ");
}

enum class Judged { kMinimal, kSilent, kLarger };

Judged judge_set(const SwitchSet& set, const std::vector<SwitchSet>& minimal) {
  const SwitchSet* inside = one_inside(minimal, set);
  if (inside == nullptr) return Judged::kSilent;
  return *inside == set ? Judged::kMinimal : Judged::kLarger;
}

Json judged_json(const SwitchStep& step, const SwitchSet& set,
                 const std::vector<SwitchSet>& minimal) {
  const Judged judged = judge_set(set, minimal);
  const bool larger = judged == Judged::kLarger;
  return Json::object(
      {{"keys", keys_json(step, set)},
       {"verdict", judged == Judged::kMinimal ? "minimal" : (larger ? "larger" : "silent")},
       {"smaller", larger ? keys_json(step, *one_inside(minimal, set)) : Json()}});
}

CheckVerdict broken(const Error& error) {
  CheckVerdict verdict;
  verdict.verdict = Verdict::kFault;
  verdict.reason = error.code;
  verdict.message = error.message;
  return verdict;
}

}  // namespace

Result<std::vector<SwitchSet>> minimal_loud_sets(const LessonNight& night, const SwitchStep& step) {
  std::vector<SwitchSet> minimal;
  for (const SwitchSet& set : all_sets(step.switches.size())) {
    if (one_inside(minimal, set) != nullptr) continue;
    NIGHTSHIFT_TRY(const NightRecord record, run_with(night, step, set));
    if (is_loud(record)) minimal.push_back(set);
  }
  return minimal;
}

Result<Json> switched_run_json(const LessonNight& night, const SwitchStep& step,
                               const SwitchSet& on) {
  NIGHTSHIFT_TRY(const NightRecord record, run_with(night, step, on));
  Json json = option_run_json(record);
  json.set("on", keys_json(step, on));
  return json;
}

CheckVerdict check_minimal_sets(const LessonNight& night, const SwitchStep& step,
                                const std::vector<SwitchSet>& answer) {
  const Result<std::vector<SwitchSet>> minimal = minimal_loud_sets(night, step);
  if (!minimal) return broken(minimal.error());
  Json sets = Json::array();
  std::size_t found = 0;
  const SwitchSet* silent = nullptr;
  const SwitchSet* larger = nullptr;
  for (const SwitchSet& set : answer) {
    sets.push(judged_json(step, set, *minimal));
    const Judged judged = judge_set(set, *minimal);
    found += judged == Judged::kMinimal ? 1 : 0;
    if (judged == Judged::kSilent && silent == nullptr) silent = &set;
    if (judged == Judged::kLarger && larger == nullptr) larger = &set;
  }
  CheckVerdict verdict;
  Json run;
  const auto fails = [&](std::string reason, std::string message) {
    verdict.verdict = Verdict::kFail;
    verdict.reason = std::move(reason);
    verdict.message = std::move(message);
  };
  if (silent != nullptr) {
    Result<Json> told = switched_run_json(night, step, *silent);
    if (!told) return broken(told.error());
    run = std::move(*told);
    fails("sets.silent", "With " + names(step, *silent) +
                             " the night is as silent as before: no task fails, and the pipeline "
                             "pages nobody.");
  } else if (larger != nullptr) {
    fails("sets.larger", "With " + names(step, *larger) + " the night is loud, and already with " +
                             names(step, *one_inside(*minimal, *larger)) +
                             ": something can be left out.");
  } else if (found < minimal->size()) {
    fails("sets.missing", "What you found is right, and there is more: you have " +
                              count_text(static_cast<std::int64_t>(found)) + " of " +
                              counted(static_cast<std::int64_t>(minimal->size()), "set") + ".");
  }
  verdict.witness = Json::object({{"kind", "sets"},
                                  {"sets", std::move(sets)},
                                  {"found", found},
                                  {"total", minimal->size()},
                                  {"run", std::move(run)}});
  return verdict;
}

}  // namespace nightshift
