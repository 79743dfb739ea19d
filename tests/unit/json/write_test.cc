#include "engine/json/write.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("equal values are equal bytes, whatever the order of their keys") {
  const Json one = Json::object({{"b", 1}, {"a", Json::array()}});
  Json two = Json::object();
  two.set("a", Json::array());
  two.set("b", 1);
  CHECK(write_json(one, JsonLayout::kCompact) == R"({"a":[],"b":1})");
  CHECK(write_json(one, JsonLayout::kCompact) == write_json(two, JsonLayout::kCompact));
}

TEST_CASE("the indented layout") {
  const Json json = Json::object({{"list", Json(Json::Array{1, "x"})}, {"none", Json::object()}});
  CHECK(write_json(json, JsonLayout::kIndented) ==
        "{\n  \"list\": [\n    1,\n    \"x\"\n  ],\n  \"none\": {}\n}\n");
}

TEST_CASE("text is escaped as little as JSON allows") {
  CHECK(write_json("é \"\\\n\x01", JsonLayout::kCompact) == R"("é \"\\\n\u0001")");
  CHECK(write_json(std::string("a\xff") + "b", JsonLayout::kCompact) ==
        "\"a\xef\xbf\xbd"
        "b\"");
}

TEST_CASE("reals read back as reals") {
  CHECK(write_json(2.0, JsonLayout::kCompact) == "2.0");
  CHECK(write_json(0.1, JsonLayout::kCompact) == "0.1");
  CHECK(write_json(1e300, JsonLayout::kCompact) == "1e+300");
}

}  // namespace
}  // namespace nightshift
