#include "engine/json/parse.h"

#include "engine/json/write.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

// The document written back compactly, or the code of the error.
std::string parsed(std::string_view text, bool comments = false) {
  const Result<Json> json =
      parse_json(text, {.whose = Whose::kAuthor, .file = "f.json", .comments = comments});
  return json ? write_json(*json, JsonLayout::kCompact) : json.error().code;
}

TEST_CASE("JSON texts become values") {
  CHECK(parsed("null") == "null");
  CHECK(parsed(" [true, false, \"x\"] ") == R"([true,false,"x"])");
  CHECK(parsed(R"({"b": 1, "a": {}})") == R"({"a":{},"b":1})");
  CHECK(parsed(R"("\u00e9\ud83d\ude00")") == "\"é😀\"");
}

TEST_CASE("integers keep all their digits, reals stay reals") {
  CHECK(parsed("9007199254740993") == "9007199254740993");
  CHECK(parsed("-9223372036854775808") == "-9223372036854775808");
  CHECK(parsed("9223372036854775808") == "9.223372036854776e+18");
  CHECK(parsed("1.0") == "1.0");
  CHECK(parsed("0.1") == "0.1");
}

TEST_CASE("nonsense is a syntax error with its place") {
  const Result<Json> json = parse_json("{\n  \"a\": ,\n}", {.whose = Whose::kAuthor, .file = "f"});
  REQUIRE_FALSE(json);
  CHECK(json.error().code == "json.syntax");
  CHECK(json.error().whose == Whose::kAuthor);
  CHECK(json.error().where.file == "f");
  CHECK(json.error().where.line == 2);
  CHECK(json.error().where.column == 8);
  CHECK(parsed("") == "json.syntax");
  CHECK(parsed("{} {}") == "json.syntax");
  CHECK(parsed("[1,]") == "json.syntax");
  CHECK(parsed("\"\\x\"") == "json.syntax");
}

TEST_CASE("comments are allowed where the format allows them") {
  CHECK(parsed("// hi\n[1 /* one */]", true) == "[1]");
  CHECK(parsed("// hi\n[1]", false) == "json.syntax");
}

TEST_CASE("a key twice in one object is refused, in two objects it is not") {
  const Result<Json> json = parse_json(R"({"a": [{"b/c": 1, "b/c": 2}]})", {});
  REQUIRE_FALSE(json);
  CHECK(json.error().code == "json.duplicate_key");
  CHECK(json.error().where.pointer == "/a/0/b~1c");
  CHECK(parsed(R"([{"a": 1}, {"a": 2}])") == R"([{"a":1},{"a":2}])");
}

TEST_CASE("nesting has an end") {
  const std::string deep(64, '[');
  CHECK(parsed(deep + std::string(64, ']')) == deep + std::string(64, ']'));
  CHECK(parsed(deep + "[" + std::string(65, ']')) == "json.too_deep");
  CHECK(parsed(std::string(100'000, '[')) == "json.too_deep");
}

TEST_CASE("bytes that are no UTF-8 are refused") {
  CHECK(parsed("\"\xff\"") == "json.not_text");
  CHECK(parsed(std::string_view("\"a\0b\"", 5)) == "json.syntax");
}

}  // namespace
}  // namespace nightshift
