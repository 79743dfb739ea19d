#include "grader/cli/exploration.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/json/parse.h"
#include "engine/json/write.h"

namespace nightshift::cli {
namespace {

const std::string& text_of(const Json& json, std::string_view key) {
  return *json.find(key)->if_string();
}

bool has_verdict(const Json& world, std::string_view verdict) {
  const Json::Array& checks = *world.find("checks")->if_array();
  return std::any_of(checks.begin(), checks.end(),
                     [&](const Json& check) { return text_of(check, "verdict") == verdict; });
}

// A line that this program could have written.
bool is_world(const Json& json) {
  const Json* seed = json.find("seed");
  const Json* checks = json.find("checks");
  if (seed == nullptr || seed->if_integer() == nullptr) return false;
  if (checks == nullptr || checks->if_array() == nullptr) return false;
  return std::all_of(checks->if_array()->begin(), checks->if_array()->end(), [](const Json& check) {
    for (const char* key : {"name", "verdict", "message"}) {
      if (check.find(key) == nullptr || check.find(key)->if_string() == nullptr) return false;
    }
    return true;
  });
}

Error resume_error(std::string message) {
  return {.whose = Whose::kHost,
          .code = "cli.resume",
          .message = std::move(message),
          .remedy = "Name another file, or delete this one.",
          .where = {}};
}

}  // namespace

void Exploration::add(const Json& world) {
  NIGHTSHIFT_CHECK(is_world(world));
  worlds_.insert_or_assign(*world.find("seed")->if_integer(), world);
}

std::string Exploration::first_line() const { return line(identity_); }

std::string Exploration::line(const Json& world) {
  return write_json(world, JsonLayout::kCompact) + '\n';
}

Result<void> Exploration::read(std::string_view text) {
  bool is_first = true;
  while (text.find('\n') != std::string_view::npos) {
    const std::string_view one = text.substr(0, text.find('\n'));
    text.remove_prefix(one.size() + 1);
    const Result<Json> json = parse_json(one, {});
    if (is_first && (!json || line(*json) != first_line())) {
      return fail(resume_error("the file is of another lesson, pack or submission"));
    }
    if (!is_first && (!json || !is_world(*json))) {
      return fail(resume_error("the file holds what no exploration wrote"));
    }
    if (!is_first) add(*json);
    is_first = false;
  }
  return {};
}

std::vector<Exploration::Row> Exploration::table(std::int64_t from, std::int64_t count) const {
  std::vector<Row> rows;
  for (auto world = worlds_.lower_bound(from); world != worlds_.lower_bound(from + count);
       ++world) {
    for (const Json& check : *world->second.find("checks")->if_array()) {
      const std::string& name = text_of(check, "name");
      auto row = std::find_if(rows.begin(), rows.end(),
                              [&](const Row& each) { return each.name == name; });
      if (row == rows.end()) row = rows.insert(rows.end(), {.name = name, .verdicts = {}});
      ++row->verdicts[text_of(check, "verdict")];
    }
  }
  return rows;
}

const Json* Exploration::first_failing(std::int64_t from, std::int64_t count) const {
  for (auto world = worlds_.lower_bound(from); world != worlds_.lower_bound(from + count);
       ++world) {
    if (has_verdict(world->second, "fail")) return &world->second;
  }
  return nullptr;
}

bool Exploration::all_known(std::int64_t from, std::int64_t count) const {
  return std::none_of(worlds_.lower_bound(from), worlds_.lower_bound(from + count),
                      [](const auto& world) { return has_verdict(world.second, "unknown"); });
}

const Json& failed_check(const Json& world) {
  for (const Json& check : *world.find("checks")->if_array()) {
    if (text_of(check, "verdict") == "fail") return check;
  }
  NIGHTSHIFT_CHECK(false);
}

}  // namespace nightshift::cli
