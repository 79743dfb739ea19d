// The learner's files, run in a world as somebody else decides.
#include "engine/lesson/night.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

const std::string kSync = R"({"type": "sync", "sync_mode": "incremental", )";

// pipeline.jsonc of one task, run every hour and reading a day back.
std::string run_hourly(const std::string& task) {
  NightWorld world;
  world.job = JobVariant{.cron = "0 * * * *", .lookback = "1d"};
  const std::string text =
      R"({"schedule": {"cron": "0 0 * * *"}, "tasks": [)" + task + "]} // ours";
  const PipelineFiles files =
      files_in(world, {{std::string(kSpecFile), text}, {"models/a.sql", "a"}});
  CHECK(files.at("models/a.sql") == "a");
  return files.at(std::string(kSpecFile));
}

bool looks_back(const std::string& spec, const std::string& lookback) {
  return spec.find("\"lookback\": \"" + lookback + "\"") != std::string::npos;
}

TEST_CASE("a world runs the learner's files on another schedule") {
  const std::string spec = run_hourly(kSync + R"("destination_sync_mode": "append_dedup"})");
  CHECK(spec.find("\"cron\": \"0 * * * *\"") != std::string::npos);
  CHECK(spec.find("0 0 * * *") == std::string::npos);
}

TEST_CASE("who knows rows by a key reads further back, and never less far") {
  const std::string dedup = kSync + R"("destination_sync_mode": "append_dedup")";
  CHECK(looks_back(run_hourly(dedup + "}"), "1d"));
  CHECK(looks_back(run_hourly(dedup + R"(, "lookback": "2h"})"), "1d"));
  CHECK(looks_back(run_hourly(dedup + R"(, "lookback": "3d"})"), "3d"));
  CHECK_FALSE(looks_back(run_hourly(kSync + R"("destination_sync_mode": "append"})"), "1d"));
  CHECK_FALSE(looks_back(run_hourly(R"({"type": "model"})"), "1d"));
}

TEST_CASE("a world that says nothing, and files that are no pipeline, change nothing") {
  const PipelineFiles files = {{std::string(kSpecFile), "{ nonsense"}};
  NightWorld world;
  CHECK(files_in(world, files) == files);
  world.job = JobVariant{.cron = "0 * * * *", .lookback = {}};
  CHECK(files_in(world, files) == files);
  CHECK(files_in(world, {}).empty());
}

}  // namespace
}  // namespace nightshift
