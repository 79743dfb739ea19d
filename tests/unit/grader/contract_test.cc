// The examples of tests/contract/ through the native door. tests/wasm sends the same ones through
// the module; its contract.test.mjs describes their form.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "grader/abi/core.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = NIGHTSHIFT_SOURCE_DIR;

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE(in);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

Json parse(const std::string& text) {
  Result<Json> json = parse_json(text, {});
  if (!json) FAIL(json.error().message);
  return std::move(*json);
}

// The first place where `actual` breaks the promise of `expected`; empty where it keeps it. Objects
// may hold more members than the promise names.
std::string mismatch(const Json& expected, const Json& actual, const std::string& at) {
  if (const Json::Array* wanted = expected.if_array()) {
    const Json::Array* given = actual.if_array();
    if (given == nullptr || given->size() != wanted->size()) return at + ": another list";
    for (std::size_t i = 0; i < wanted->size(); ++i) {
      std::string found = mismatch((*wanted)[i], (*given)[i], at + "/" + std::to_string(i));
      if (!found.empty()) return found;
    }
    return {};
  }
  if (const Json::Object* wanted = expected.if_object()) {
    for (const auto& [key, value] : *wanted) {
      const Json* given = actual.find(key);
      if (given == nullptr) return at + "/" + key + ": missing";
      std::string found = mismatch(value, *given, at + "/" + key);
      if (!found.empty()) return found;
    }
    return {};
  }
  if (expected == actual) return {};
  return at + ": " + write_json(actual, JsonLayout::kCompact) + ", not " +
         write_json(expected, JsonLayout::kCompact);
}

std::string attachment_of(const Json& call) {
  const Json* attachment = call.find("attachment");
  if (attachment == nullptr) return {};
  if (const std::string* text = attachment->if_string()) return *text;
  return read(kRoot / *attachment->find("file")->if_string());
}

TEST_CASE("the native door keeps every promise of the contract") {
  int examples = 0;
  for (const auto& entry : fs::directory_iterator(kRoot / "tests/contract")) {
    if (entry.path().extension() != ".json") continue;
    CAPTURE(entry.path().filename().string());
    ++examples;
    const Json example = parse(read(entry.path()));
    Core core;
    for (const Json& call : *example.find("calls")->if_array()) {
      const std::string request = write_json(*call.find("request"), JsonLayout::kCompact);
      core.call(request, attachment_of(call));
      CAPTURE(request, core.reply());
      CHECK(mismatch(*call.find("reply"), parse(core.reply()), "") == "");
    }
  }
  CHECK(examples >= 3);
}

}  // namespace
}  // namespace nightshift
