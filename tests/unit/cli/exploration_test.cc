#include "grader/cli/exploration.h"

#include "tests/support/catch.h"

namespace nightshift::cli {
namespace {

Json world(std::int64_t seed, std::string_view honest, std::string_view quiet) {
  const auto check = [](std::string_view name, std::string_view verdict) {
    return Json::object({{"name", name}, {"verdict", verdict}, {"message", "It says so."}});
  };
  return Json::object(
      {{"seed", seed},
       {"world", "near"},
       {"checks", Json(Json::Array{check("honest", honest), check("quiet", quiet)})}});
}

Exploration exploration(const char* submission = "mine") {
  return Exploration(Json::object({{"submission", submission}}));
}

std::string file_of(const Exploration& owner, const std::vector<Json>& worlds) {
  std::string text = owner.first_line();
  for (const Json& each : worlds) text += Exploration::line(each);
  return text;
}

std::string problem(const Result<void>& read) { return read ? "" : read.error().code; }

TEST_CASE("a table of the worlds that were asked for") {
  Exploration done = exploration();
  done.add(world(7, "fail", "pass"));
  done.add(world(3, "pass", "skipped"));
  done.add(world(99, "fail", "fail"));
  const std::vector<Exploration::Row> rows = done.table(3, 10);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].name == "honest");
  CHECK(rows[0].verdicts == std::map<std::string, std::int64_t>{{"pass", 1}, {"fail", 1}});
  CHECK(rows[1].verdicts == std::map<std::string, std::int64_t>{{"pass", 1}, {"skipped", 1}});
}

TEST_CASE("the first failing world is the one with the smallest seed") {
  Exploration done = exploration();
  done.add(world(9, "pass", "fail"));
  done.add(world(7, "fail", "pass"));
  done.add(world(3, "pass", "pass"));
  REQUIRE(done.first_failing(1, 100) != nullptr);
  CHECK(*done.first_failing(1, 100)->find("seed")->if_integer() == 7);
  CHECK(*failed_check(*done.first_failing(1, 100)).find("name")->if_string() == "honest");
  CHECK(done.first_failing(1, 6) == nullptr);
  CHECK(done.first_failing(10, 100) == nullptr);
}

TEST_CASE("what is unknown is no pass") {
  Exploration done = exploration();
  done.add(world(1, "pass", "skipped"));
  CHECK(done.all_known(1, 10));
  done.add(world(2, "unknown", "pass"));
  CHECK_FALSE(done.all_known(1, 10));
}

TEST_CASE("an exploration goes on from its file") {
  Exploration again = exploration();
  const std::string text = file_of(again, {world(1, "pass", "pass"), world(2, "fail", "pass")});
  CHECK(problem(again.read(text)).empty());
  CHECK(again.size() == 2);
  CHECK(again.has(2));
  CHECK_FALSE(again.has(3));
}

TEST_CASE("a last line that was cut off is passed over") {
  Exploration again = exploration();
  const std::string text = file_of(again, {world(1, "pass", "pass"), world(2, "fail", "pass")});
  CHECK(problem(again.read(std::string_view(text).substr(0, text.size() - 5))).empty());
  CHECK(again.size() == 1);
}

TEST_CASE("files of others are refused") {
  Exploration again = exploration();
  CHECK(problem(again.read(file_of(exploration("another"), {}))) == "cli.resume");
  CHECK(problem(again.read("a diary\n")) == "cli.resume");
  CHECK(problem(again.read(again.first_line() + "[]\n")) == "cli.resume");
  CHECK(problem(again.read(again.first_line() + "{\"seed\":1,\"checks\":[{}]}\n")) == "cli.resume");
}

}  // namespace
}  // namespace nightshift::cli
