#include "grader/nights/looks.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/nearest.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

// What kind of thing an event is about.
std::string_view about_of(TraceKind kind) {
  switch (kind) {
    case TraceKind::kSourceWrite:
    case TraceKind::kSourceSchema:
    case TraceKind::kFaultFire:
      return "table of the shop";
    case TraceKind::kRelease:
    case TraceKind::kCiCheck:
      return "team";
    case TraceKind::kRunStart:
    case TraceKind::kRunEnd:
      return "pipeline";
    case TraceKind::kMonitorEval:
      return "monitor";
    case TraceKind::kTileShow:
    case TraceKind::kTileFlag:
      return "tile";
    case TraceKind::kPageOpen:
    case TraceKind::kPageEscalate:
    case TraceKind::kPageAck:
    case TraceKind::kPageResolve:
      return "page";
    case TraceKind::kNote:
      return "note";
    case TraceKind::kAct:
      return "you";
    case TraceKind::kLimit:
      return "the simulation";
    default:
      return "task";
  }
}

}  // namespace

std::vector<LookSubject> look_subjects(const Trace& trace) {
  std::vector<LookSubject> subjects;
  std::map<std::string, std::size_t> places;
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    const TraceEvent& event = trace.at(index);
    if (event.kind == TraceKind::kFaultFire || event.subject.empty()) continue;
    const auto [place, is_new] = places.emplace(event.subject, subjects.size());
    if (is_new) subjects.push_back({.subject = event.subject, .about = about_of(event.kind)});
    ++subjects[place->second].events;
  }
  return subjects;
}

std::optional<Error> unknown_look(const Trace& trace, const std::vector<Look>& looks,
                                  const std::string& file) {
  std::vector<std::string> known;
  for (const LookSubject& subject : look_subjects(trace)) known.push_back(subject.subject);
  for (std::size_t index = 0; index < looks.size(); ++index) {
    const auto* log = std::get_if<LogLook>(&looks[index]);
    if (log == nullptr || std::find(known.begin(), known.end(), log->subject) != known.end()) {
      continue;
    }
    const std::optional<std::string> near = nearest(log->subject, known);
    return Error{
        .whose = Whose::kLearner,
        .code = "answer.unknown_subject",
        .message = "nothing in this night is named \"" + shortened(log->subject, 60) + "\"",
        .remedy = near ? "Did you mean \"" + *near + "\"?" : "Name a task, a table, a tile, ...",
        .where = {.file = file, .pointer = "/looks/" + std::to_string(index) + "/log"}};
  }
  return std::nullopt;
}

bool has_looked_at(const std::vector<Look>& looks, std::string_view subject) {
  return std::any_of(looks.begin(), looks.end(), [&](const Look& look) {
    const auto* log = std::get_if<LogLook>(&look);
    return log != nullptr && log->subject == subject;
  });
}

std::vector<SpentLook> spent_looks(const std::vector<Look>& looks, const LookPrices& prices) {
  std::vector<SpentLook> spent;
  std::set<std::string> seen;
  for (const Look& look : looks) {
    if (const auto* query = std::get_if<QueryLook>(&look)) {
      const bool shop = query->database == NightDatabase::kShop;
      spent.push_back({shop ? "a query of the shop" : "a query of the warehouse", prices.query});
      continue;
    }
    const std::string& subject = std::get<LogLook>(look).subject;
    if (seen.insert(subject).second) {
      spent.push_back({"the log of " + one_line(subject, 60), prices.log});
    }
  }
  return spent;
}

}  // namespace nightshift
