#include "engine/night/watch.h"

#include <algorithm>
#include <utility>

#include "engine/night/watch_events.h"
#include "engine/pipeline/timetable.h"

namespace nightshift {
namespace {

bool wants(const Notify& notify, NotifyEvent event) {
  return std::find(notify.on.begin(), notify.on.end(), event) != notify.on.end();
}

// What is told, if anything, and what it is about.
struct News {
  NotifyEvent event = NotifyEvent::kTaskFailed;
  std::string source;
  std::string summary;
};

std::optional<News> news_of_state(const TraceEvent& event, std::string_view state,
                                  std::optional<NotifyEvent> warn, std::optional<NotifyEvent> error,
                                  std::optional<NotifyEvent> unknown) {
  std::optional<NotifyEvent> kind;
  if (state == "warn") kind = warn;
  if (state == "error") kind = error;
  if (state == "unknown") kind = unknown;
  if (!kind) return std::nullopt;
  return News{*kind, std::string(event.text("on")),
              event.subject + ": " + std::string(event.text("say"))};
}

std::optional<News> news_of_task(const TraceEvent& event) {
  const std::string_view state = event.text("state");
  if (state != "failed" && state != "up_for_retry") return std::nullopt;
  return News{state == "failed" ? NotifyEvent::kTaskFailed : NotifyEvent::kTaskRetry, event.subject,
              event.subject + ": " + std::string(event.text("message"))};
}

std::optional<News> news_of(const TraceEvent& event) {
  switch (event.kind) {
    case TraceKind::kTaskEnd:
      return news_of_task(event);
    case TraceKind::kRunEnd:
      if (event.text("state") != "failed") return std::nullopt;
      return News{NotifyEvent::kRunFailed, event.subject, event.run + " failed"};
    case TraceKind::kCheckResult:
      return news_of_state(event, event.text("state"), NotifyEvent::kCheckWarn,
                           NotifyEvent::kCheckError, NotifyEvent::kCheckError);
    case TraceKind::kMonitorEval:
      return news_of_state(event, event.text("state"), NotifyEvent::kMonitorWarn,
                           NotifyEvent::kMonitorError, NotifyEvent::kMonitorUnknown);
    case TraceKind::kContractResult: {
      const auto* passed = event.find("passed");
      if (passed == nullptr || std::get<bool>(*passed)) return std::nullopt;
      return News{NotifyEvent::kContractViolated, std::string(event.text("on")),
                  std::string(event.text("say"))};
    }
    default:
      return std::nullopt;
  }
}

// Most events of a night are writes of the shop: nobody looks at them twice.
bool concerns_watch(TraceKind kind) {
  switch (kind) {
    case TraceKind::kCommit:
    case TraceKind::kTaskEnd:
    case TraceKind::kRunEnd:
    case TraceKind::kCheckResult:
    case TraceKind::kMonitorEval:
    case TraceKind::kContractResult:
      return true;
    default:
      return false;
  }
}

}  // namespace

const DagRun* run_of(const Runtime& runtime, const TraceEvent& event) {
  const std::string_view name = std::string_view(event.run).substr(0, event.run.find('#'));
  for (auto run = runtime.runs().rbegin(); run != runtime.runs().rend(); ++run) {
    if (run->name(runtime.pipeline().dag_id) == name) return &*run;
  }
  return nullptr;
}

Watch::Watch(std::vector<Viewer> viewers, PagerPolicy policy)
    : viewers_(std::move(viewers)), pager_(std::move(policy)) {}

// Events of an earlier version of the files carry its number, and are passed over.
void Watch::schedule(Kernel& kernel, EventClass event_class, std::int64_t what, std::size_t subject,
                     TimeUs at) const {
  kernel.schedule({.at = at,
                   .event_class = event_class,
                   .what = what,
                   .subject = static_cast<std::int64_t>(subject),
                   .detail = what == kViewerLooks ? 0 : installed_});
}

void Watch::install(Kernel& kernel, const Pipeline& pipeline) {
  if (++installed_ == 1) {
    for (std::size_t i = 0; i < viewers_.size(); ++i) {
      schedule(kernel, EventClass::kConsumer, kViewerLooks, i,
               viewers_[i].looks.next(kernel.now()));
    }
  }
  for (std::size_t i = 0; i < pipeline.exposures.size(); ++i) {
    tile_named(pipeline.exposures[i].name);
    schedule(kernel, EventClass::kConsumer, kTileRefreshes, i,
             pipeline.exposures[i].refresh.next(kernel.now()));
  }
  for (Tile& tile : tiles_) {
    const bool is_there =
        std::any_of(pipeline.exposures.begin(), pipeline.exposures.end(),
                    [&](const Exposure& exposure) { return exposure.name == tile.name; });
    // A tile that was deleted shows nothing but that.
    if (!is_there)
      put_on_screen(kernel, tile, {.at = kernel.now(), .kind = ShownKind::kError}, false);
  }
  for (std::size_t i = 0; i < pipeline.monitors.size(); ++i) {
    const std::optional<Cron>& evaluate = pipeline.monitors[i].evaluate;
    if (evaluate)
      schedule(kernel, EventClass::kMonitor, kMonitorLooks, i, evaluate->next(kernel.now()));
  }
}

void Watch::handle(const WatchContext& context) {
  const Event event = context.kernel.current();
  const Pipeline& pipeline = context.runtime.pipeline();
  const auto subject = static_cast<std::size_t>(event.subject);
  const TimeUs now = context.kernel.now();
  if (event.what == kViewerLooks) {
    look(context, viewers_[subject]);
    return schedule(context.kernel, EventClass::kConsumer, kViewerLooks, subject,
                    viewers_[subject].looks.next(now));
  }
  if (event.what == kPageEscalates) {
    for (const PagerEvent& escalated : pager_.escalate(now)) {
      record_page(context.kernel, TraceKind::kPageEscalate, escalated);
    }
    return;
  }
  if (event.detail != installed_) return;
  if (event.what == kTileRefreshes) {
    refresh(context, subject);
    return schedule(context.kernel, EventClass::kConsumer, kTileRefreshes, subject,
                    pipeline.exposures[subject].refresh.next(now));
  }
  evaluate(context, subject, manual_run(pipeline.schedule, now).interval);
  schedule(context.kernel, EventClass::kMonitor, kMonitorLooks, subject,
           pipeline.monitors[subject].evaluate->next(now));
}

// What is recorded here is looked at too: a monitor that looks after a run may have something to
// tell.
void Watch::notice(const WatchContext& context, std::int64_t from) {
  const Pipeline& pipeline = context.runtime.pipeline();
  for (std::int64_t index = from; index < context.kernel.trace().size(); ++index) {
    if (!concerns_watch(context.kernel.trace().at(index).kind)) continue;
    const TraceEvent event = context.kernel.trace().at(index);  // a copy: the trace grows here
    if (event.kind == TraceKind::kCommit) {
      commits_[std::string(event.text("table"))] = event.time;
    }
    tell(context, index, event);
    if (event.kind != TraceKind::kTaskEnd || event.text("state") == "up_for_retry") continue;
    const auto task = pipeline.find_task(event.subject);
    const DagRun* run = run_of(context.runtime, event);
    if (!task || run == nullptr) continue;
    const DataInterval interval = run->plan.interval;
    const SyncTask* sync = pipeline.tasks[*task].sync();
    for (std::size_t i = 0; i < pipeline.monitors.size(); ++i) {
      const PlannedMonitor& planned = pipeline.monitors[i];
      const bool concerns = planned.monitor.on == pipeline.tasks[*task].writes() ||
                            (sync != nullptr && sync->source == planned.monitor.on);
      if (planned.evaluate || !concerns) continue;
      context.kernel.because_of(index);
      evaluate(context, i, interval);
    }
  }
}

void Watch::tell(const WatchContext& context, std::int64_t index, const TraceEvent& event) {
  const std::optional<News> news = news_of(event);
  if (!news) return;
  const Pipeline& pipeline = context.runtime.pipeline();
  const DagRun* run = run_of(context.runtime, event);
  const TimeUs start = run != nullptr
                           ? run->plan.interval.start
                           : manual_run(pipeline.schedule, context.kernel.now()).interval.start;
  for (const Notify& notify : pipeline.notify) {
    if (!wants(notify, news->event)) continue;
    context.kernel.because_of(index);
    const std::string what(notify_event_text(news->event));
    if (notify.to == NotifyTarget::kLog) {
      context.kernel.record(TraceKind::kNote, pipeline.dag_id,
                            {{"message", what + ": " + news->summary}});
      continue;
    }
    const std::string key =
        notify.dedup_key.empty()
            ? what + ':' + news->source + ':' + std::to_string(index)
            : dedup_key_text(notify.dedup_key, {news->source, what, pipeline.dag_id, event.subject,
                                                time_text(start)});
    alert(context.kernel, {.dedup_key = key,
                           .summary = news->summary,
                           .source = news->source,
                           .severity = notify.severity});
  }
}

void Watch::alert(Kernel& kernel, const Alert& alert) {
  const PagerEvent event = pager_.trigger(alert, kernel.now());
  if (event.kind == PagerEventKind::kOpened || event.wakes) {
    record_page(kernel, TraceKind::kPageOpen, event);
  }
  if (const auto next = pager_.next_escalation()) {
    schedule(kernel, EventClass::kConsumer, kPageEscalates, 0, std::max(*next, kernel.now()));
  }
}

void Watch::record_page(Kernel& kernel, TraceKind kind, const PagerEvent& event) {
  const Incident& incident = pager_.incidents()[*event.incident];
  kernel.record(kind, event.dedup_key,
                {{"severity", std::string(pager_severity_text(incident.alert.severity))},
                 {"source", incident.alert.source},
                 {"summary", incident.alert.summary},
                 {"wakes", event.wakes},
                 {"who", event.who}});
}

bool Watch::answer_page(Kernel& kernel, const PagerCommand& command) {
  const std::string who = "learner";
  const PagerEvent event = command.resolves
                               ? pager_.resolve(command.dedup_key, who, kernel.now())
                               : pager_.acknowledge(command.dedup_key, who, kernel.now());
  if (event.kind == PagerEventKind::kIgnored) return false;
  kernel.record(command.resolves ? TraceKind::kPageResolve : TraceKind::kPageAck, command.dedup_key,
                {{"who", who}});
  return true;
}

}  // namespace nightshift
