#include "engine/pipeline/keys.h"

#include <fstream>
#include <set>
#include <sstream>

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "tests/support/catch.h"
#include "tests/unit/pipeline/notation.h"

namespace nightshift {
namespace {

// What an unknown key in a sync task is told.
std::string remedy_of(std::string_view key) {
  const ResultOrErrors<Pipeline> pipeline =
      read_pipeline(files_of(spec_text(sync_text(", '" + std::string(key) + "': 1"))));
  REQUIRE_FALSE(pipeline);
  REQUIRE(pipeline.error().size() == 1);
  CHECK(pipeline.error()[0].code == "json.unknown_key");
  CHECK(pipeline.error()[0].where.pointer == "/tasks/0/" + std::string(key));
  return pipeline.error()[0].remedy;
}

TEST_CASE("an unknown key names the nearest and its tool") {
  CHECK(remedy_of("retriez") == "Did you mean \"retries\" (Airflow)?");
  CHECK(remedy_of("cursor_fields") == "Did you mean \"cursor_field\" (Airbyte)?");
  CHECK(remedy_of("row_filters") == "Did you mean \"row_filter\"?");
  CHECK(remedy_of("zzz").starts_with("Remove it; known keys are "));
}

TEST_CASE("a key of another place names that place") {
  CHECK(remedy_of("unique_key") == "\"unique_key\" (dbt) belongs into a model task.");
  CHECK(remedy_of("schedule_interval").starts_with("Airflow 3 calls it schedule"));
  CHECK(remedy_of("sla").find("freshness") != std::string::npos);
}

TEST_CASE("a key whose value is null is not passed over") {
  CHECK(errors_of(spec_text(sync_text(", 'retrys': null"))) == "json.unknown_key /tasks/0/retrys");
}

TEST_CASE("no part has a key twice") {
  std::set<std::pair<SpecPart, std::string_view>> seen;
  for (const SpecKey& key : spec_keys()) {
    INFO(key.name);
    CHECK(seen.insert({key.part, key.name}).second);
    CHECK_FALSE(key.default_text.empty());
    CHECK_FALSE(key.tool.empty());
    CHECK_FALSE(key.about.empty());
    CHECK_FALSE(part_text(key.part).empty());
  }
  CHECK(part_text(SpecPart::kOwner) == "an exposure's \"owner\"");
}

std::string file_text(const std::string& path) {
  std::ifstream file(std::string(NIGHTSHIFT_SOURCE_DIR) + "/" + path);
  REQUIRE(file);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The page is written by hand around these rows.
TEST_CASE("docs/pipeline.md has the row of every key") {
  const std::string page = file_text("docs/pipeline.md");
  for (const SpecKey& key : spec_keys()) {
    const std::string row = "| `" + std::string(key.name) + "` | " + std::string(key.default_text) +
                            " | " + std::string(key.tool) + " | " + std::string(key.about) + " |";
    INFO(row);
    CHECK(page.find(row) != std::string::npos);
  }
}

TEST_CASE("the example of docs/pipeline.md is a good pipeline") {
  const std::string page = file_text("docs/pipeline.md");
  const std::size_t begin = page.find("```jsonc\n") + 9;
  PipelineFiles files = files_of(page.substr(begin, page.find("```", begin) - begin));
  files["models/fct_revenue_daily.sql"] = "select * from {{ source('raw', 'orders') }}";
  files["contracts/shop.orders.odcs.jsonc"] = contract_text();
  const ResultOrErrors<Pipeline> pipeline = read_pipeline(files);
  REQUIRE(pipeline);
  CHECK(pipeline->lints.empty());
  CHECK(pipeline->order == std::vector<std::size_t>{0, 1, 2});
}

// The pointers of all texts, numbers and truths within a document.
void add_scalars(const Json& json, const std::string& pointer, std::vector<std::string>& pointers) {
  if (const Json::Object* object = json.if_object()) {
    for (const auto& [key, value] : *object) add_scalars(value, pointer + "/" + key, pointers);
  } else if (const Json::Array* array = json.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      add_scalars((*array)[i], pointer + "/" + std::to_string(i), pointers);
    }
  } else {
    pointers.push_back(pointer);
  }
}

// The document with the value at `pointer` replaced by something that fits nowhere.
Json with_nonsense(const Json& json, std::string_view pointer) {
  if (pointer.empty()) return Json::object({{"no", Json::array()}});
  const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
  const std::string token(pointer.substr(1, end - 1));
  if (json.if_array() != nullptr) {
    Json::Array copy = *json.if_array();
    Json& element = copy[static_cast<std::size_t>(std::stoi(token))];
    element = with_nonsense(element, pointer.substr(end));
    return copy;
  }
  Json copy = json;
  copy.set(token, with_nonsense(*json.find(token), pointer.substr(end)));
  return copy;
}

// A key that the table has and that no reader asks for would be believed and do nothing. So: one
// pipeline with every key in it, and nonsense at each of its values in turn must be noticed.
TEST_CASE("every key is read") {
  const std::string text = file_text("tests/unit/pipeline/every_key.jsonc");
  for (const SpecKey& key : spec_keys()) {
    INFO(key.name);
    CHECK(text.find("\"" + std::string(key.name) + "\"") != std::string::npos);
  }
  PipelineFiles files = files_of(text);
  files["contracts/shop.orders.odcs.jsonc"] = contract_text();
  REQUIRE(errors_of(files) == "");
  const Json spec = *parse_json(text, {.whose = Whose::kHost, .file = {}, .comments = true});
  std::vector<std::string> pointers;
  add_scalars(spec, "", pointers);
  CHECK(pointers.size() > 120);
  for (const std::string& pointer : pointers) {
    files[std::string(kSpecFile)] = write_json(with_nonsense(spec, pointer), JsonLayout::kCompact);
    INFO(pointer);
    CHECK(errors_of(files).find(" " + pointer) != std::string::npos);
  }
}

}  // namespace
}  // namespace nightshift
