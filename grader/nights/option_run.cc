#include "grader/nights/option_run.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/check.h"
#include "grader/nights/changes.h"
#include "grader/nights/contents.h"
#include "grader/nights/judge.h"
#include "grader/nights/pages.h"
#include "grader/nights/tile_picture.h"
#include "grader/nights/trials.h"
#include "grader/nights/wording.h"

namespace nightshift {
namespace {

struct Mark {
  TimeUs at = 0;
  std::string_view kind;
  std::string say;
};

bool has_failed(const TraceEvent& event) {
  return event.kind == TraceKind::kTaskEnd && event.text("state") == "failed";
}

const TraceEvent* first_failure(const Trace& trace) {
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    if (has_failed(trace.at(index))) return &trace.at(index);
  }
  return nullptr;
}

std::optional<Page> first_page(const Trace& trace, bool viewers) {
  const std::vector<Page> pages = wakings(trace);
  const auto found = std::find_if(pages.begin(), pages.end(),
                                  [&](const Page& page) { return page.is_viewers == viewers; });
  return found == pages.end() ? std::nullopt : std::optional(*found);
}

std::vector<TileSpan> whole_picture(const NightRecord& record) {
  if (!record.tile) return {};
  return TilePicture(record).spans(record.scenario.start, record.until);
}

const TileSpan* first_wrong(const std::vector<TileSpan>& spans) {
  const auto found = std::find_if(spans.begin(), spans.end(), [](const TileSpan& span) {
    return span.state == TileState::kSilentWrong;
  });
  return found == spans.end() ? nullptr : &*found;
}

// A sentence has one full stop, whatever the text that it ends with.
std::string sentence(std::string text) {
  const bool has_ended = !text.empty() && std::string_view(".!?").find(text.back()) < 3;
  return has_ended ? text : text + ".";
}

void mark_changes(const NightRecord& record, std::vector<Mark>& marks) {
  for (const FiredFault& fired : fired_faults(record)) {
    if (fired.release >= 0) {
      const TraceEvent& release = record.trace.at(fired.release);
      marks.push_back({release.time, "shipped",
                       sentence("The change shipped: " + std::string(release.text("change")))});
    } else if (fired.ci_check >= 0 && record.trace.at(fired.event).text("problem").empty()) {
      const TraceEvent& check = record.trace.at(fired.ci_check);
      marks.push_back({check.time, "blocked",
                       sentence("The producer's CI stopped the change: " +
                                std::string(check.text("objections")))});
    }
  }
}

std::vector<Mark> marks_of(const NightRecord& record, const std::vector<TileSpan>& spans) {
  std::vector<Mark> marks;
  mark_changes(record, marks);
  if (const TraceEvent* failed = first_failure(record.trace)) {
    marks.push_back({failed->time, "task_failed",
                     sentence(std::string(failed->subject) +
                              " failed: " + std::string(failed->text("message")))});
  }
  if (const auto page = first_page(record.trace, false)) {
    marks.push_back({page->at, "alarm", sentence("The pipeline paged somebody: " + page->summary)});
  }
  if (const auto page = first_page(record.trace, true)) {
    marks.push_back({page->at, "call", sentence("A reader called: " + page->summary)});
  }
  if (const TileSpan* wrong = first_wrong(spans)) {
    const TilePicture picture(record);
    marks.push_back({wrong->from, "wrong",
                     "The tile shows " + picture.shown_words(*wrong) + "; the truth is " +
                         money_words(picture.truth(*wrong)) + "."});
  }
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.at < b.at; });
  return marks;
}

bool any_breaking_change_shipped(const NightRecord& record) {
  const std::vector<FiredFault> fired = fired_faults(record);
  return std::any_of(fired.begin(), fired.end(),
                     [](const FiredFault& each) { return each.breaks_readers(); });
}

// The incident's day can be made again, once it is there, and stays what it is.
bool repair_repeats(const LessonNight& night, const PipelineFiles& files) {
  LessonNight changed = night;
  changed.start = files;
  const RepeatedTrial trial = replay_incident({}, changed);
  if (trial.refused || trial.is_over_limit || trial.steps.size() < 2) return false;
  const NightContents& repaired = trial.steps[1].contents;
  return std::all_of(trial.steps.begin() + 2, trial.steps.end(), [&](const ReplayStep& step) {
    return !first_difference({repaired, step.contents}, changed, trial.shop);
  });
}

// How many events say that somebody looked.
std::int64_t looks(const Trace& trace) {
  std::int64_t count = 0;
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    const TraceKind kind = trace.at(index).kind;
    const bool is_look = kind == TraceKind::kMonitorEval || kind == TraceKind::kCheckResult ||
                         kind == TraceKind::kContractResult;
    count += is_look ? 1 : 0;
  }
  return count;
}

}  // namespace

bool is_loud(const NightRecord& record) {
  return first_failure(record.trace) != nullptr || first_page(record.trace, false).has_value();
}

Json option_run_json(const NightRecord& record) {
  Json marks = Json::array();
  for (const Mark& mark : marks_of(record, whole_picture(record))) {
    marks.push(Json::object({{"at", time_text(mark.at)}, {"kind", mark.kind}, {"say", mark.say}}));
  }
  Json json = record_summary(record);
  json.set("loud", is_loud(record));
  json.set("marks", std::move(marks));
  json.set("start", time_text(record.scenario.start));
  json.set("end", time_text(record.until));
  return json;
}

Result<NightRecord> OptionRuns::run_files(const PipelineFiles& files) const {
  ResultOrErrors<Night> night = Night::open(night_->played.plan, files);
  if (!night) {
    const Error& first = night.error().front();
    return fail(Error{.whose = Whose::kAuthor,
                      .code = "pack.change",
                      .message = "with these changes the files are no pipeline: " + first.message,
                      .remedy = first.remedy,
                      .where = first.where});
  }
  night->advance_to(night->end());
  return record_night(*night, night_->played, night_->tile);
}

Result<NightRecord> OptionRuns::run(const std::vector<const FilesChange*>& changes) const {
  NIGHTSHIFT_TRY(const PipelineFiles files, changed_files(night_->start, changes));
  return run_files(files);
}

const NightRecord& OptionRuns::unchanged() {
  if (!unchanged_) {
    Result<NightRecord> record = run_files(night_->start);
    NIGHTSHIFT_CHECK(record.has_value());
    unchanged_ = std::move(*record);
  }
  return *unchanged_;
}

Result<Effect> OptionRuns::effect(const FilesChange& change, const NightRecord& with) {
  if (any_breaking_change_shipped(unchanged()) && !any_breaking_change_shipped(with)) {
    return Effect::kPrevents;
  }
  const std::vector<TileSpan> spans = whole_picture(with);
  const TileSpan* wrong = first_wrong(spans);
  if (wrong == nullptr && first_wrong(whole_picture(unchanged())) != nullptr) {
    return Effect::kContains;
  }
  const auto page = first_page(with.trace, false);
  if (page && !first_page(unchanged().trace, false)) {
    return wrong == nullptr || page->at <= wrong->from ? Effect::kDetects : Effect::kDetectsLate;
  }
  if (!unchanged_repeats_) unchanged_repeats_ = repair_repeats(*night_, night_->start);
  const FilesChange* const only[] = {&change};
  NIGHTSHIFT_TRY(const PipelineFiles files, changed_files(night_->start, only));
  if (!*unchanged_repeats_ && repair_repeats(*night_, files)) return Effect::kHelpsRepair;
  return looks(with.trace) > looks(unchanged().trace) ? Effect::kBlind : Effect::kNone;
}

}  // namespace nightshift
