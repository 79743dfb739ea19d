#include "grader/nights/judge.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/text.h"
#include "grader/nights/check_worlds.h"
#include "grader/nights/played_judges.h"
#include "grader/nights/witness.h"
#include "grader/nights/wording.h"
#include "grader/nights/world_judges.h"

namespace nightshift {
namespace {

// All checks but the first one are of no use without a script.
std::optional<CheckVerdict> no_script(const NightEvidence& evidence) {
  if (evidence.script_errors().empty()) return std::nullopt;
  return CheckVerdict{.verdict = Verdict::kSkipped,
                      .reason = "night.no_script",
                      .message = "There is no script to play."};
}

CheckVerdict verdict_of(const NightRecord& record, const Judgement& judgement) {
  if (judgement.verdict == Verdict::kPass) return {};
  CheckVerdict verdict{
      .verdict = judgement.verdict, .reason = judgement.reason, .message = judgement.say};
  if (judgement.verdict == Verdict::kFail) {
    verdict.witness = night_witness(record, judgement, std::nullopt);
  }
  return verdict;
}

PlayedFacts facts_of(NightEvidence& evidence) {
  const PlayedTrial& played = evidence.played();
  return {played.record, played.contents, evidence.night()};
}

template <typename Judge>
CheckVerdict check_played(NightEvidence& evidence, Judge judge) {
  if (auto verdict = no_script(evidence)) return *verdict;
  const PlayedFacts facts = facts_of(evidence);
  return verdict_of(facts.record, judge(facts));
}

CheckVerdict check_hidden(NightEvidence& evidence, const CheckSpec& spec, NightJudge judge) {
  if (auto verdict = no_script(evidence)) return *verdict;
  return check_worlds(evidence, spec, judge);
}

CheckVerdict refused(const NightRecord& record, std::string reason, const std::string& say) {
  return {.verdict = Verdict::kFail,
          .reason = std::move(reason),
          .message = say,
          .witness = trial_witness(record, say, {})};
}

CheckVerdict unknown(const Judgement& judgement) {
  return {.verdict = Verdict::kUnknown, .reason = judgement.reason, .message = judgement.say};
}

}  // namespace

CheckVerdict check_night_valid(NightEvidence& evidence, const CheckSpec& /*spec*/) {
  if (!evidence.script_errors().empty()) {
    const Error& error = evidence.script_errors().front();
    return {.verdict = Verdict::kFail,
            .reason = error.code,
            .message = "The script cannot be read: " + error.message + " " + error.remedy};
  }
  const PlayedTrial& played = evidence.played();
  const Script& script = evidence.script();
  const Moved* last_install = nullptr;
  for (std::size_t index = 0; index < played.moves.size(); ++index) {
    const Moved& moved = played.moves[index];
    const auto* command = std::get_if<std::string>(&script[index].what);
    if (command == nullptr) last_install = &moved;
    if (command == nullptr || moved.errors.empty()) continue;
    const Error& error = moved.errors.front();
    return refused(played.record, "night.command_refused",
                   "At " + moment_words(moved.at) + " the command \"" + one_line(*command, 200) +
                       "\" was refused: " + error.message + " " + error.remedy);
  }
  if (last_install != nullptr && !last_install->errors.empty()) {
    const Error& error = last_install->errors.front();
    return refused(played.record, "night.files_refused",
                   "The files of " + moment_words(last_install->at) + " were refused: " +
                       (error.where.file.empty() ? "" : error.where.file + ": ") + error.message +
                       " " + error.remedy);
  }
  return {};
}

CheckVerdict check_consumers_told(NightEvidence& evidence, const CheckSpec& spec) {
  return check_played(evidence,
                      [&](const PlayedFacts& facts) { return judge_consumers_told(facts, spec); });
}

CheckVerdict check_values_true(NightEvidence& evidence, const CheckSpec& /*spec*/) {
  return check_played(evidence, judge_values_true);
}

CheckVerdict check_no_loss(NightEvidence& evidence, const CheckSpec& /*spec*/) {
  return check_played(evidence, judge_no_loss);
}

CheckVerdict check_no_duplicates(NightEvidence& evidence, const CheckSpec& /*spec*/) {
  return check_played(evidence, judge_no_duplicates);
}

CheckVerdict check_deterministic(NightEvidence& evidence, const CheckSpec& /*spec*/) {
  if (auto verdict = no_script(evidence)) return *verdict;
  const PlayedTrial& played = evidence.played();
  return verdict_of(played.record, judge_deterministic(played.digest, evidence.digest_again()));
}

CheckVerdict check_replay_safe(NightEvidence& evidence, const CheckSpec& /*spec*/) {
  if (auto verdict = no_script(evidence)) return *verdict;
  const RepeatedTrial& trial = evidence.repeated();
  const NightRecord& record = evidence.played().record;
  for (std::size_t step = 1; step < trial.steps.size(); ++step) {
    const auto difference = first_difference(
        {trial.steps[step - 1].contents, trial.steps[step].contents}, evidence.night(), trial.shop);
    if (difference) {
      return refused(record, "night.replay_differs",
                     trial.steps[step].what + ", " + *difference + '.');
    }
  }
  if (trial.refused) {
    return refused(record, "night.replay_refused",
                   "The day cannot be replayed: " + trial.refused->message);
  }
  if (trial.is_over_limit) return unknown(judged_over_limit());
  const NightContents& contents = trial.steps.front().contents;
  if (!contents.raw || !contents.revenue || contents.raw->row_count() == 0) {
    return unknown(judged_unknown("night.nothing_loaded", "There is nothing to replay."));
  }
  return {};
}

CheckVerdict check_crash_safe(NightEvidence& evidence, const CheckSpec& /*spec*/) {
  if (auto verdict = no_script(evidence)) return *verdict;
  const SweptTrial& trial = evidence.swept();
  const NightRecord& record = evidence.played().record;
  for (const CrashedRun& crashed : trial.crashes) {
    const std::string place = "After a crash of " + crashed.point.task_id + " before its step " +
                              std::to_string(crashed.point.step + 1) + " and another try";
    const auto difference =
        first_difference({trial.uncrashed, crashed.contents}, evidence.night(), trial.shop);
    if (!crashed.has_ended || !difference) continue;
    CheckVerdict verdict = refused(record, "night.crash_differs", place + ", " + *difference + '.');
    verdict.witness = trial_witness(record, verdict.message, crashed.lines);
    return verdict;
  }
  const bool all_ended = std::all_of(trial.crashes.begin(), trial.crashes.end(),
                                     [](const CrashedRun& crashed) { return crashed.has_ended; });
  if (trial.status == SweptTrial::Status::kNoRun) {
    return unknown(judged_unknown(
        "night.not_tried",
        "There was no run of " + day_words(evidence.night().incident_day) + " to crash."));
  }
  if (trial.status == SweptTrial::Status::kNoWrites) {
    return unknown(judged_unknown(
        "night.nothing_loaded", "Even without a crash, the run of " +
                                    day_words(evidence.night().incident_day) + " wrote nothing."));
  }
  if (trial.status == SweptTrial::Status::kOverLimit || !all_ended) {
    return unknown(judged_over_limit());
  }
  return {};
}

CheckVerdict check_honest(NightEvidence& evidence, const CheckSpec& spec) {
  return check_hidden(evidence, spec, judge_honest);
}

CheckVerdict check_no_silent_success(NightEvidence& evidence, const CheckSpec& spec) {
  return check_hidden(evidence, spec, judge_no_silent_success);
}

CheckVerdict check_gate(NightEvidence& evidence, const CheckSpec& spec) {
  return check_hidden(evidence, spec, judge_gate);
}

CheckVerdict check_detected(NightEvidence& evidence, const CheckSpec& spec) {
  return check_hidden(evidence, spec, judge_detected);
}

CheckVerdict check_quiet(NightEvidence& evidence, const CheckSpec& spec) {
  return check_hidden(evidence, spec, judge_quiet);
}

CheckVerdict check_useful(NightEvidence& evidence, const CheckSpec& spec) {
  return check_hidden(evidence, spec, judge_useful);
}

}  // namespace nightshift
