#include "grader/cli/nights.h"

#include <algorithm>
#include <fstream>
#include <ostream>
#include <vector>

#include "engine/base/digest.h"
#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "grader/cli/door.h"
#include "grader/cli/exploration.h"
#include "grader/cli/folder.h"
#include "grader/cli/opening.h"
#include "grader/cli/workers.h"

namespace nightshift::cli {
namespace {

// Worlds of one request: long enough to be worth its while, short enough to show progress.
constexpr std::int64_t kBatch = 5;

// Seeds that follow each other.
struct Batch {
  std::int64_t seed = 0;
  std::int64_t worlds = 0;
};

std::vector<Batch> what_is_left(const NightsOptions& options, const Exploration& done) {
  std::vector<Batch> batches;
  for (std::int64_t seed = options.seed; seed < options.seed + options.worlds; ++seed) {
    if (done.has(seed)) continue;
    const bool follows = !batches.empty() && batches.back().worlds < kBatch &&
                         batches.back().seed + batches.back().worlds == seed;
    if (!follows) batches.push_back({.seed = seed, .worlds = 0});
    ++batches.back().worlds;
  }
  return batches;
}

std::string digest_of_folder(const std::string& folder) {
  Digest digest;
  const auto files = read_folder(folder);
  if (!files) return {};
  for (const auto& [path, bytes] : *files) {
    digest.add(path);
    digest.add(bytes);
  }
  return digest.text();
}

// A request that failed, as a line that a worker hands over.
std::string trouble_line(const Reply& reply) {
  return Exploration::line(
      Json::object({{"trouble", reply.errors_text()}, {"learners", reply.learners_trouble()}}));
}

// One line for each world of a batch, or one that says what is wrong. Digests are for a file that
// remembers them: making them takes longer than judging.
bool explore(Door& door, const std::string& lesson, const Batch& batch, bool with_digests,
             const Emit& emit) {
  const Reply reply = door.call(Json::object({{"kind", "night.explore"},
                                              {"lesson", lesson},
                                              {"seed", batch.seed},
                                              {"worlds", batch.worlds},
                                              {"digests", with_digests}}));
  const auto without_end = [](std::string line) {
    line.pop_back();
    return line;
  };
  if (!reply.ok) {
    emit(without_end(trouble_line(reply)));
    return false;
  }
  for (const Json& world : *reply.result().find("worlds")->if_array()) {
    emit(without_end(Exploration::line(world)));
  }
  return true;
}

// Takes what workers say: worlds are remembered, written down and counted.
class Listener {
 public:
  Listener(Exploration& done, const NightsOptions& options, const Streams& streams)
      : done_(done), options_(options), streams_(streams) {
    if (options.resume) file_.open(*options.resume, std::ios::binary | std::ios::app);
  }

  void take(const std::string& line) {
    const Result<Json> json = parse_json(line, {});
    if (!json) return;
    if (const Json* trouble = json->find("trouble")) {
      if (trouble_) return;
      streams_.err << *trouble->if_string();
      trouble_ = *json->find("learners")->if_bool() ? kNotPassed : kNoVerdict;
      return;
    }
    done_.add(*json);
    if (options_.resume) file_ << Exploration::line(*json) << std::flush;
    show_progress();
  }

  // nullopt: there was none.
  std::optional<ExitCode> trouble() const { return trouble_; }
  bool is_written() const { return !options_.resume || file_.good(); }

 private:
  void show_progress() {
    if (!options_.progress) return;
    streams_.err << "\r" << done_.size() << " of " << options_.worlds << " worlds"
                 << (done_.first_failing(options_.seed, options_.worlds) != nullptr
                         ? ", one has failed"
                         : "")
                 << std::flush;
    if (done_.size() == static_cast<std::size_t>(options_.worlds)) streams_.err << "\n";
  }

  Exploration& done_;
  const NightsOptions& options_;
  const Streams& streams_;
  std::ofstream file_;
  std::optional<ExitCode> trouble_;
};

// What the file holds already; a new one gets its first line. A line that was cut off is cut away.
Result<void> resume_from(const std::string& path, Exploration& done) {
  std::error_code none;
  std::string text;
  if (std::filesystem::exists(path, none)) {
    NIGHTSHIFT_TRY(text, read_file(path));
  }
  if (text.empty()) return write_file(path, done.first_line());
  NIGHTSHIFT_TRY(done.read(text));
  const std::size_t end = text.rfind('\n');
  if (end + 1 == text.size()) return {};
  return write_file(path, text.substr(0, end == std::string::npos ? 0 : end + 1));
}

void print_table(const std::vector<Exploration::Row>& rows, std::ostream& out) {
  constexpr const char* kVerdicts[] = {"pass", "fail", "unknown", "skipped"};
  constexpr std::size_t kWidth = 11;
  std::size_t width = 5;
  for (const Exploration::Row& row : rows) width = std::max(width, row.name.size());
  const auto right = [&](const std::string& text) {
    return std::string(kWidth - std::min(kWidth, text.size()), ' ') + text;
  };
  out << "check" << std::string(width - 5, ' ') << right("pass") << right("fail")
      << right("unknown") << right("not asked") << "\n";
  for (const Exploration::Row& row : rows) {
    out << row.name << std::string(width - row.name.size(), ' ');
    for (const char* verdict : kVerdicts) {
      const auto count = row.verdicts.find(verdict);
      out << right(count_text(count == row.verdicts.end() ? 0 : count->second));
    }
    out << "\n";
  }
}

ExitCode print_outcome(const Exploration& done, const NightsOptions& options, std::ostream& out) {
  print_table(done.table(options.seed, options.worlds), out);
  const Json* failing = done.first_failing(options.seed, options.worlds);
  if (failing == nullptr) {
    const bool known = done.all_known(options.seed, options.worlds);
    out << "\nNo check failed in " << counted(options.worlds, "world")
        << (known ? ".\n" : ", and some could not be judged.\n");
    return known ? kPassed : kNotPassed;
  }
  const Json& check = failed_check(*failing);
  const std::string seed = std::to_string(number_of(*failing, "seed"));
  out << "\nThe first world that fails has the seed " << seed << ", near \""
      << text_of(*failing, "world") << "\": " << text_of(check, "name") << "\n  "
      << text_of(check, "message") << "\nSee it again:\n  nightshift nights " << options.lesson
      << " " << options.submission << " --worlds 1 --seed " << seed << "\n";
  return kNotPassed;
}

}  // namespace

ExitCode nights(const NightsOptions& options, const Streams& streams) {
  Door door;
  Json about;
  const auto place = find_lesson_place(options.lesson);
  if (!place) return tell(place.error(), streams);
  if (const auto trouble = open_pack(door, place->pack, streams, &about)) return *trouble;
  if (const auto trouble = put_submission(door, options.submission, streams)) return *trouble;
  Exploration done(Json::object({{"format", "nightshift.nights/1"},
                                 {"lesson", place->lesson},
                                 {"pack", *about.find("pack")->find("digest")},
                                 {"submission", digest_of_folder(options.submission)}}));
  if (options.resume) {
    if (const auto resumed = resume_from(*options.resume, done); !resumed) {
      return tell(resumed.error(), streams);
    }
  }
  Listener listener(done, options, streams);
  const std::vector<Batch> batches = what_is_left(options, done);
  const auto jobs = static_cast<std::size_t>(std::max(options.jobs, 1));
  const auto run = [&](int worker, const Emit& emit) {
    for (auto index = static_cast<std::size_t>(worker); index < batches.size(); index += jobs) {
      if (!explore(door, place->lesson, batches[index], options.resume.has_value(), emit)) return;
    }
  };
  const auto ended = run_workers(
      options.jobs, {.run = run, .take = [&](const std::string& line) { listener.take(line); }});
  if (!ended) return tell(ended.error(), streams);
  if (listener.trouble()) return *listener.trouble();
  if (!listener.is_written()) {
    return tell(Error{.whose = Whose::kHost,
                      .code = "cli.unwritable",
                      .message = *options.resume + " cannot be written",
                      .remedy = "Is there room on the disk?",
                      .where = {}},
                streams);
  }
  return print_outcome(done, options, streams.out);
}

}  // namespace nightshift::cli
