#include "engine/json/patch.h"

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

const std::string kDocument = R"({"a": {"b": 1, "c~/d": 2}, "list": ["x", "y"]})";

std::vector<JsonEdit> patch_of(const std::string& text, Errors& errors) {
  const Result<Json> json = parse_json(text, {});
  REQUIRE(json);
  return read_patch(JsonReader(*json, {}, errors));
}

// The document with the patch, or the code of what is wrong.
std::string patched_text(const std::string& patch) {
  Errors errors;
  const std::vector<JsonEdit> edits = patch_of(patch, errors);
  if (!errors.empty()) return errors.front().code + " " + errors.front().where.pointer;
  const Result<Json> result = patched(*parse_json(kDocument, {}), edits);
  return result ? write_json(*result, JsonLayout::kCompact) : result.error().code;
}

TEST_CASE("members are added, replaced and removed") {
  CHECK(patched_text(R"([{"op": "add", "path": "/new", "value": {"k": [1]}}])") ==
        R"({"a":{"b":1,"c~/d":2},"list":["x","y"],"new":{"k":[1]}})");
  CHECK(patched_text(R"([{"op": "replace", "path": "/a/b", "value": 9}])") ==
        R"({"a":{"b":9,"c~/d":2},"list":["x","y"]})");
  CHECK(patched_text(R"([{"op": "add", "path": "/a/b", "value": 9}])") ==
        R"({"a":{"b":9,"c~/d":2},"list":["x","y"]})");
  CHECK(patched_text(R"([{"op": "remove", "path": "/a/c~0~1d"}])") ==
        R"({"a":{"b":1},"list":["x","y"]})");
  CHECK(patched_text(R"([{"op": "replace", "path": "", "value": 1}])") == "1");
}

TEST_CASE("elements of a list are, too") {
  CHECK(patched_text(R"([{"op": "add", "path": "/list/-", "value": "z"}])") ==
        R"({"a":{"b":1,"c~/d":2},"list":["x","y","z"]})");
  CHECK(patched_text(R"([{"op": "add", "path": "/list/1", "value": "z"}])") ==
        R"({"a":{"b":1,"c~/d":2},"list":["x","z","y"]})");
  CHECK(patched_text(R"([{"op": "replace", "path": "/list/1", "value": "z"}])") ==
        R"({"a":{"b":1,"c~/d":2},"list":["x","z"]})");
  CHECK(patched_text(R"([{"op": "remove", "path": "/list/0"}])") ==
        R"({"a":{"b":1,"c~/d":2},"list":["y"]})");
}

TEST_CASE("edits follow one another") {
  CHECK(patched_text(R"([{"op": "add", "path": "/n", "value": {}},
                         {"op": "add", "path": "/n/m", "value": 1},
                         {"op": "remove", "path": "/a"}, {"op": "remove", "path": "/list"}])") ==
        R"({"n":{"m":1}})");
}

TEST_CASE("an edit that leads nowhere is refused") {
  for (const char* path : {"/b", "/a/x/y", "/list/2", "/list/01", "/list/-1", "/list/9999999",
                           "/list/-", "/a/b/c", "a", "/a/c~d", "/a/c~"}) {
    CAPTURE(path);
    CHECK(patched_text(std::string(R"([{"op": "remove", "path": ")") + path + "\"}]") ==
          "json.patch");
  }
  CHECK(patched_text(R"([{"op": "replace", "path": "/new", "value": 1}])") == "json.patch");
  CHECK(patched_text(R"([{"op": "add", "path": "/list/3", "value": 1}])") == "json.patch");
  CHECK(patched_text(R"([{"op": "remove", "path": ""}])") == "json.patch");
}

TEST_CASE("what is no patch names its place") {
  CHECK(patched_text("[]").starts_with("json.out_of_range"));
  CHECK(patched_text(R"([{"op": "move", "path": "/a"}])") == "json.unknown_value /0/op");
  CHECK(patched_text(R"([{"op": "add", "path": "/a"}])") == "json.missing_key /0");
  CHECK(patched_text(R"([{"op": "remove", "path": "/a", "value": 1}])") ==
        "json.unknown_key /0/value");
}

TEST_CASE("a patch is written as it is read") {
  Errors errors;
  const std::string text = R"([{"op":"add","path":"/a","value":1},{"op":"remove","path":"/b"}])";
  const std::vector<JsonEdit> patch = patch_of(text, errors);
  CHECK(write_json(patch_json(patch), JsonLayout::kCompact) == text);
  CHECK(errors.empty());
}

}  // namespace
}  // namespace nightshift
