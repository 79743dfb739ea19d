#include "grader/nights/minimal_sets.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
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

// What became of each set that was run; a set is run once.
class SetRuns {
 public:
  SetRuns(const LessonNight& night, const SwitchStep& step) : night_(night), step_(step) {}

  Result<bool> loud(const SwitchSet& set) {
    const auto known = loud_.find(set);
    if (known != loud_.end()) return known->second;
    NIGHTSHIFT_TRY(const NightRecord record, run_with(night_, step_, set));
    return loud_[set] = is_loud(record);
  }

  // Larger sets tell nothing about smaller ones, so every set that could be minimal is run.
  Result<std::vector<SwitchSet>> minimal() {
    std::vector<SwitchSet> minimal;
    for (const SwitchSet& set : all_sets(step_.switches.size())) {
      if (one_inside(minimal, set) != nullptr) continue;
      NIGHTSHIFT_TRY(const bool is_loud, loud(set));
      if (is_loud) minimal.push_back(set);
    }
    return minimal;
  }

 private:
  const LessonNight& night_;
  const SwitchStep& step_;
  std::map<SwitchSet, bool> loud_;
};

struct JudgedSet {
  const SwitchSet* set = nullptr;
  bool is_loud = false;
  const SwitchSet* smaller = nullptr;  // a minimal set that is in it; itself when it is one

  bool is_minimal() const { return smaller != nullptr && *smaller == *set; }
  std::string_view word() const {
    if (!is_loud) return "silent";
    return is_minimal() ? "minimal" : "larger";
  }
};

Result<std::vector<JudgedSet>> judge_sets(SetRuns& runs, const std::vector<SwitchSet>& minimal,
                                          const std::vector<SwitchSet>& answer) {
  std::vector<JudgedSet> judged;
  for (const SwitchSet& set : answer) {
    NIGHTSHIFT_TRY(const bool is_loud, runs.loud(set));
    judged.push_back({.set = &set, .is_loud = is_loud, .smaller = one_inside(minimal, set)});
  }
  return judged;
}

Json judged_json(const SwitchStep& step, const JudgedSet& judged) {
  const bool is_larger = judged.is_loud && !judged.is_minimal();
  return Json::object({{"keys", keys_json(step, *judged.set)},
                       {"verdict", judged.word()},
                       {"smaller", is_larger ? keys_json(step, *judged.smaller) : Json()}});
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
  return SetRuns(night, step).minimal();
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
  SetRuns runs(night, step);
  const Result<std::vector<SwitchSet>> minimal = runs.minimal();
  if (!minimal) return broken(minimal.error());
  const Result<std::vector<JudgedSet>> judged = judge_sets(runs, *minimal, answer);
  if (!judged) return broken(judged.error());

  const auto first = [&](std::string_view word) {
    const auto found = std::find_if(judged->begin(), judged->end(),
                                    [&](const JudgedSet& each) { return each.word() == word; });
    return found == judged->end() ? nullptr : &*found;
  };
  const auto found = std::count_if(judged->begin(), judged->end(),
                                   [](const JudgedSet& each) { return each.is_minimal(); });
  CheckVerdict verdict;
  const auto fails = [&](std::string reason, std::string message) {
    verdict.verdict = Verdict::kFail;
    verdict.reason = std::move(reason);
    verdict.message = std::move(message);
  };
  Json run;
  if (const JudgedSet* silent = first("silent")) {
    Result<Json> told = switched_run_json(night, step, *silent->set);
    if (!told) return broken(told.error());
    run = std::move(*told);
    fails("sets.silent", "With " + names(step, *silent->set) +
                             " the night is silent: no task fails, and the pipeline pages nobody.");
  } else if (const JudgedSet* larger = first("larger")) {
    fails("sets.larger", "With " + names(step, *larger->set) +
                             " the night is loud, and already with " +
                             names(step, *larger->smaller) + ": something can be left out.");
  } else if (static_cast<std::size_t>(found) < minimal->size()) {
    fails("sets.missing", "What you found is right, and there is more: you have " +
                              count_text(found) + " of " +
                              counted(static_cast<std::int64_t>(minimal->size()), "set") + ".");
  }
  Json sets = Json::array();
  for (const JudgedSet& each : *judged) sets.push(judged_json(step, each));
  verdict.witness = Json::object({{"kind", "sets"},
                                  {"sets", std::move(sets)},
                                  {"found", static_cast<std::int64_t>(found)},
                                  {"total", minimal->size()},
                                  {"run", std::move(run)}});
  return verdict;
}

}  // namespace nightshift
