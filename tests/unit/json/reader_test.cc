#include "engine/json/reader.h"

#include "engine/json/parse.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

constexpr std::array<std::pair<std::string_view, int>, 2> kColours = {
    std::pair<std::string_view, int>{"red", 1}, std::pair<std::string_view, int>{"green", 2}};

// Reads a document with `read` and gives the errors as "pointer code", one a line.
template <typename Read>
std::string errors_of(std::string_view text, Read read) {
  const Result<Json> json = parse_json(text, {});
  REQUIRE(json);
  Errors errors;
  JsonReader root(*json, {.whose = Whose::kAuthor, .file = "f.json"}, errors);
  read(root);
  std::string lines;
  for (const Error& error : errors) lines += error.where.pointer + " " + error.code + "\n";
  return lines;
}

TEST_CASE("what is right reads without errors") {
  const auto read = [](JsonReader& root) {
    CHECK(root.member("t").text() == "x");
    CHECK(root.member("i").integer(0, 9) == 7);
    CHECK(root.member("n").number(0, 9) == 1.5);
    CHECK(root.member("b").boolean());
    CHECK(root.member("c").choice(kColours) == 2);
    CHECK(root.member("l").texts() == std::vector<std::string>{"p", "q"});
    CHECK_FALSE(root.optional_member("missing"));
    CHECK_FALSE(root.optional_member("null"));
    root.no_other_keys();
  };
  CHECK(errors_of(R"({"t":"x","i":7,"n":1.5,"b":true,"c":"green","l":["p","q"],"null":null})",
                  read) == "");
}

TEST_CASE("every error is reported, each with its pointer") {
  const auto read = [](JsonReader& root) {
    root.member("title").text();
    root.member("level").integer(1, 5);
    root.member("colour").choice(kColours);
    root.member("gone").member("deeper").text();  // silent below the missing key
    for (JsonReader& element : root.member("list").elements()) element.text();
    root.no_other_keys();
  };
  CHECK(errors_of(R"({"title":"","level":9,"colour":"gren","list":["a",2],"titel":1})", read) ==
        "/title json.out_of_range\n"
        "/level json.out_of_range\n"
        "/colour json.unknown_value\n"
        " json.missing_key\n"
        "/list/1 json.wrong_kind\n"
        "/titel json.unknown_key\n");
}

TEST_CASE("an unknown key names the nearest that is known") {
  Errors errors;
  const Json json = Json::object({{"titel", "x"}, {"qqqqq", 1}});
  JsonReader root(json, {.whose = Whose::kAuthor, .file = "f.json"}, errors);
  root.optional_member("title");
  root.no_other_keys();
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].remedy == "Did you mean \"title\"?");
  CHECK(errors[0].where.file == "f.json");
  CHECK(errors[1].remedy == "Remove it; known keys are \"title\".");
}

TEST_CASE("members come sorted: their order in the document means nothing") {
  Errors errors;
  const Json json = Json::object({{"b", 1}, {"a", 2}});
  JsonReader root(json, {}, errors);
  std::string keys;
  for (const auto& [key, value] : root.members()) keys += key;
  CHECK(keys == "ab");
}

TEST_CASE("a wrong kind is told by name") {
  CHECK(errors_of("[]", [](JsonReader& root) { root.member("a").text(); }) == " json.wrong_kind\n");
  CHECK(errors_of("3", [](JsonReader& root) { root.text(); }) == " json.wrong_kind\n");
  CHECK(errors_of("3.5", [](JsonReader& root) { root.integer(0, 9); }) == " json.wrong_kind\n");
  CHECK(errors_of("[1]", [](JsonReader& root) { root.elements(2); }) == " json.out_of_range\n");
}

}  // namespace
}  // namespace nightshift
