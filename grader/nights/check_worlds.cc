#include "grader/nights/check_worlds.h"

#include <optional>
#include <utility>

#include "engine/base/text.h"
#include "grader/nights/shrink.h"
#include "grader/nights/witness.h"
#include "grader/nights/world_judges.h"

namespace nightshift {
namespace {

constexpr std::pair<std::string_view, NightJudge> kWorldJudges[] = {
    {"honest", judge_honest}, {"no_silent_success", judge_no_silent_success},
    {"gate", judge_gate},     {"detected", judge_detected},
    {"quiet", judge_quiet},   {"useful", judge_useful}};

// A world that fails, and how.
struct FailingWorld {
  const NightWorld& world;
  const CheckSpec& spec;
  NightJudge judge;
  std::string reason;
};

NightRecord night_of(NightEvidence& evidence, const FailingWorld& failing, const NightPlan& plan) {
  NightWorld world = failing.world;
  world.plan = plan;
  return evidence.night_in(world);
}

// Small nights that were found for other checks are tried first: often one story breaks several.
std::optional<SmallestNight> smallest_night(NightEvidence& evidence, const FailingWorld& failing) {
  ShrinkLedger& ledger = evidence.shrinking();
  const auto still_fails = [&](const NightPlan& plan) {
    const Judgement judgement = failing.judge(night_of(evidence, failing, plan), failing.spec);
    return judgement.verdict == Verdict::kFail && judgement.reason == failing.reason;
  };
  std::optional<NightPlan> small;
  for (const NightPlan& known : ledger.smallest) {
    if (small || ledger.nights_left <= 0) break;
    --ledger.nights_left;
    if (still_fails(known)) small = known;
  }
  if (!small) {
    if (ledger.nights_left <= 0) return std::nullopt;
    small = shrink_plan(failing.world.plan, still_fails, ledger.nights_left);
    ledger.smallest.push_back(*small);
  }
  const auto orders = night_of(evidence, failing, *small).shop.orders().size();
  return SmallestNight{.plan = std::move(*small), .orders = static_cast<std::int64_t>(orders)};
}

// 'In the hidden world "Another column" (and 2 more of 5)': the start of a sentence.
std::string place_words(const NightRecord& record, std::int64_t failed, std::int64_t asked) {
  std::string words = "In the hidden world \"" + record.title + '"';
  if (failed > 1) {
    words += " (and " + count_text(failed - 1) + " more of " + count_text(asked) + ")";
  } else if (asked > 1) {
    words += " (one of " + count_text(asked) + ")";
  }
  return words + ": ";
}

}  // namespace

CheckVerdict check_worlds(NightEvidence& evidence, const CheckSpec& spec, NightJudge judge) {
  const std::vector<NightRecord>& records = evidence.worlds();
  std::optional<std::size_t> first;
  std::optional<Judgement> shown;
  std::optional<Judgement> unknown;
  std::int64_t failed = 0;
  std::int64_t asked = 0;
  for (std::size_t index = 0; index < records.size(); ++index) {
    Judgement judgement = judge(records[index], spec);
    if (judgement.verdict != Verdict::kSkipped) ++asked;
    if (judgement.verdict == Verdict::kUnknown && !unknown) unknown = judgement;
    if (judgement.verdict != Verdict::kFail) continue;
    if (failed++ > 0) continue;
    first = index;
    shown = std::move(judgement);
  }
  if (!first) {
    if (asked == 0) unknown = judged_unknown("night.not_tried", "No world puts this to the test.");
    if (!unknown) return {};
    return {.verdict = Verdict::kUnknown, .reason = unknown->reason, .message = unknown->say};
  }
  const NightRecord& record = records[*first];
  const auto smallest =
      smallest_night(evidence, {evidence.night().worlds[*first], spec, judge, shown->reason});
  CheckVerdict verdict{
      .verdict = Verdict::kFail,
      .reason = shown->reason,
      .message = place_words(record, failed, asked) + shown->say,
      .failed_on =
          FailedOn{.name = record.name, .visible = false, .failed = failed, .total = asked},
      .witness = night_witness(record, *shown, smallest)};
  if (smallest) {
    verdict.message += " The smallest night that breaks your fix: " + smallest->words() + ".";
  }
  return verdict;
}

NightJudge world_judge(std::string_view kind) {
  for (const auto& [name, judge] : kWorldJudges) {
    if (name == kind) return judge;
  }
  return nullptr;
}

}  // namespace nightshift
