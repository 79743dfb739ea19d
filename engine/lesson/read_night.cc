// The night of a lesson: its worlds, what the learner finds there, and the steps that ask for an
// event.

#include <algorithm>
#include <initializer_list>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/lesson/reading.h"
#include "engine/pipeline/cron.h"
#include "engine/world/shop.h"

namespace nightshift {
namespace {

constexpr std::string_view kStartFolder = "start/";

NightPlan read_plan(JsonReader reader, LessonReading& lesson) {
  const std::string* bytes = read_file(reader, lesson, "worlds");
  if (bytes == nullptr) return {};
  const std::string path = lesson.path(*reader.json()->if_string());
  const Result<Json> json =
      parse_json(*bytes, {.whose = Whose::kAuthor, .file = path, .comments = true});
  if (!json) {
    lesson.pack.errors.push_back(json.error());
    return {};
  }
  JsonReader root(*json, {.whose = Whose::kAuthor, .file = path}, lesson.pack.errors);
  return read_night_plan(root);
}

// What must come to pass in a world with the files that the learner finds; the proof runs it.
std::vector<TraceMark> read_marks(JsonReader& world) {
  std::vector<TraceMark> marks;
  auto reaches = world.optional_member("reaches");
  if (!reaches) return marks;
  for (JsonReader& element : reaches->elements(1)) {
    TraceMark mark{.kind = element.member("kind").text(), .subject = {}};
    if (auto subject = element.optional_member("subject")) mark.subject = subject->text();
    element.no_other_keys();
    marks.push_back(std::move(mark));
  }
  return marks;
}

JobVariant read_job(JsonReader reader) {
  JobVariant job;
  if (auto cron = reader.optional_member("cron")) {
    job.cron = cron->text();
    const Result<Cron> parsed = Cron::read(job.cron);
    if (!parsed) cron->error(parsed.error().code, parsed.error().message, parsed.error().remedy);
  }
  if (auto lookback = reader.optional_member("lookback")) {
    job.lookback = lookback->text();
    read_length(*lookback);
  }
  reader.no_other_keys();
  return job;
}

NightWorld read_world(JsonReader reader, const std::vector<NightWorld>& before,
                      LessonReading& lesson) {
  NightWorld world;
  JsonReader name = reader.member("name");
  world.name = read_slug(name);
  world.title = reader.member("title").text();
  JsonReader file = reader.member("scenario");
  world.file = file.text();
  world.plan = read_plan(file, lesson);
  world.reaches = read_marks(reader);
  if (auto job = reader.optional_member("job")) world.job = read_job(*job);
  reader.no_other_keys();
  const bool taken = world.name == kPlayedWorld ||
                     std::any_of(before.begin(), before.end(),
                                 [&](const NightWorld& other) { return other.name == world.name; });
  if (taken) {
    name.error("pack.duplicate_name", "another world is named \"" + world.name + "\"",
               "Rename it; \"played\" is the one that the learner plays.");
  }
  return world;
}

// A moment of the played world; 0 when there is none.
TimeUs read_moment_of(JsonReader reader, const Scenario& scenario, std::string_view code) {
  const std::string text = reader.text();
  if (!reader.present() || text.empty()) return 0;
  const std::optional<TimeUs> time = read_time(text);
  if (time && *time >= scenario.start && *time < scenario.end) return *time;
  reader.error(std::string(code), "\"" + shortened(text, 60) + "\" is no moment of the world",
               "Choose one from " + time_text(scenario.start) + " to before " +
                   time_text(scenario.end) + ".");
  return 0;
}

TimeUs read_incident_day(JsonReader reader, const Scenario& scenario) {
  const TimeUs day = read_moment_of(reader, scenario, "pack.incident_day");
  if (day_start(day) != day) {
    reader.error("pack.incident_day", "a logical date of this pipeline is a midnight",
                 "Write the day alone, as in 2026-03-10.");
  }
  return day;
}

NightTable read_revenue_table(JsonReader reader) {
  NightTable table{.name = reader.member("name").text(),
                   .day = reader.member("day").text(),
                   .revenue_cents = reader.member("revenue_cents").text()};
  reader.no_other_keys();
  return table;
}

RawTable read_raw_table(JsonReader reader) {
  RawTable table{.name = reader.member("name").text(), .key = {}};
  for (JsonReader& column : reader.member("key").elements(1)) table.key.push_back(column.text());
  reader.no_other_keys();
  return table;
}

bool is_pipeline_file(std::string_view path) {
  return path == kSpecFile || (path.starts_with("models/") && path.ends_with(".sql")) ||
         (path.starts_with("contracts/") && path.ends_with(".odcs.jsonc"));
}

// The pipeline that the learner finds, or nothing when there is something wrong with it.
std::optional<Pipeline> read_start_pipeline(LessonReading& lesson) {
  const SpecWorld world{.sources = {std::string(kOrdersTable)}, .tables = {}};
  ResultOrErrors<Pipeline> pipeline = read_pipeline(lesson.lesson.night->start, world);
  if (pipeline) return std::move(*pipeline);
  for (Error& error : pipeline.error()) {
    error.whose = Whose::kAuthor;
    error.where.file = lesson.path(std::string(kStartFolder) + error.where.file);
    lesson.pack.errors.push_back(std::move(error));
  }
  return std::nullopt;
}

// An error at a member of the night unless `name`, which stands there, is one of `known`. What is
// missing was reported when the member was read.
void check_known(JsonReader night, std::initializer_list<std::string_view> members,
                 std::string_view name, std::string code, const std::vector<std::string>& known) {
  if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return;
  for (const std::string_view member : members) night = night.member(member);
  const std::optional<std::string> near = nearest(name, known);
  night.error(
      std::move(code),
      "nothing in the pipeline that the learner finds is named \"" + shortened(name, 60) + "\"",
      near ? "Did you mean \"" + *near + "\"?" : "Name one that it has.");
}

void check_names(const JsonReader& reader, const LessonNight& night, const Pipeline& pipeline) {
  std::vector<std::string> tiles;
  for (const Exposure& exposure : pipeline.exposures) tiles.push_back(exposure.name);
  check_known(reader, {"tile"}, night.tile, "pack.unknown_tile", tiles);
  for (const Viewer& viewer : night.played.plan.viewers) {
    check_known(reader, {"scenario"}, viewer.tile, "pack.unknown_tile", tiles);
  }
  std::vector<std::string> tables;
  for (const Task& task : pipeline.tasks) {
    if (!task.writes().empty()) tables.emplace_back(task.writes());
  }
  check_known(reader, {"revenue_table", "name"}, night.revenue.name, "pack.unknown_table", tables);
  check_known(reader, {"raw_table", "name"}, night.raw.name, "pack.unknown_table", tables);
}

PointTarget read_target(JsonReader reader, const LessonReading& lesson) {
  PointTarget target;
  if (auto kind = reader.optional_member("kind")) target.kind = kind->text();
  if (auto subject = reader.optional_member("subject")) target.subject = subject->text();
  if (auto at = reader.optional_member("at"); at && lesson.lesson.night) {
    target.at = read_moment_of(*at, lesson.lesson.night->played.plan.scenario, "pack.targets");
  }
  target.correct = reader.member("correct").boolean();
  target.feedback = reader.member("feedback").text();
  reader.no_other_keys();
  return target;
}

LookPrices read_prices(JsonReader reader) {
  LookPrices prices;
  prices.budget = read_length(reader.member("budget"));
  JsonReader costs = reader.member("costs");
  prices.log = read_length(costs.member("log"));
  prices.query = read_length(costs.member("query"));
  costs.no_other_keys();
  reader.no_other_keys();
  return prices;
}

}  // namespace

LessonNight read_night(JsonReader reader, LessonReading& lesson) {
  LessonNight night;
  night.title = reader.member("title").text();
  night.answer = read_answer_name(reader.member("answer"), ".json");
  JsonReader file = reader.member("scenario");
  night.played = {.name = std::string(kPlayedWorld),
                  .title = night.title,
                  .file = file.text(),
                  .plan = read_plan(file, lesson),
                  .reaches = read_marks(reader)};
  const Scenario& scenario = night.played.plan.scenario;
  night.acts_from = read_moment_of(reader.member("acts_from"), scenario, "pack.acts_from");
  night.incident_day = read_incident_day(reader.member("incident_day"), scenario);
  night.tile = reader.member("tile").text();
  night.revenue = read_revenue_table(reader.member("revenue_table"));
  night.raw = read_raw_table(reader.member("raw_table"));
  if (auto worlds = reader.optional_member("worlds")) {
    for (JsonReader& world : worlds->elements()) {
      night.worlds.push_back(read_world(world, night.worlds, lesson));
    }
  }
  reader.no_other_keys();
  return night;
}

void read_night_start(JsonReader reader, LessonReading& lesson) {
  LessonNight& night = *lesson.lesson.night;
  for (const std::string& path : lesson.pack.files.below(lesson.path("start"))) {
    const std::string inside = path.substr(lesson.path(kStartFolder).size());
    if (lesson.used_files.contains(path) || !is_pipeline_file(inside)) continue;
    lesson.used_files.insert(path);
    const std::string& bytes = *lesson.pack.files.find(path);
    if (check_text(path, bytes, lesson.pack)) night.start.emplace(inside, bytes);
  }
  const std::optional<Pipeline> pipeline = read_start_pipeline(lesson);
  if (pipeline) check_names(reader, night, *pipeline);
}

PointStep read_point(JsonReader& reader, const LessonReading& lesson) {
  PointStep point;
  point.answer = read_answer_name(reader.member("answer"), ".json");
  JsonReader targets = reader.member("targets");
  for (JsonReader& target : targets.elements(1)) {
    point.targets.push_back(read_target(target, lesson));
  }
  const auto correct = std::count_if(point.targets.begin(), point.targets.end(),
                                     [](const PointTarget& target) { return target.correct; });
  const bool open_end = !point.targets.empty() && point.targets.back().kind.empty() &&
                        point.targets.back().subject.empty() && !point.targets.back().at;
  if (targets.present() && (correct == 0 || !open_end)) {
    targets.error("pack.targets",
                  correct == 0 ? "no target is correct" : "the last target does not fit any event",
                  "Mark what is right, and end with a target that has no kind, subject or moment.");
  }
  if (auto looks = reader.optional_member("looks")) point.looks = read_prices(*looks);
  return point;
}

}  // namespace nightshift
