#include "tests/unit/observe/notation.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "engine/base/ascii.h"
#include "engine/json/parse.h"
#include "tests/support/catch.h"

namespace nightshift {

std::string quotes(std::string_view text) {
  std::string quoted(text);
  std::replace(quoted.begin(), quoted.end(), '\'', '"');
  return quoted;
}

ObservedSchema schema_of(std::string_view text) {
  ObservedSchema schema;
  std::int64_t key_size = 0;
  std::istringstream columns{std::string(text)};
  for (std::string part; std::getline(columns, part, ',');) {
    std::istringstream words(part);
    ObservedColumn column = {.nullable = false};
    words >> column.name >> column.type;
    for (std::string word; words >> word;) {
      if (word == "null") column.nullable = true;
      if (word == "key") column.key_position = ++key_size;
    }
    schema.columns.push_back(column);
  }
  return schema;
}

std::string contract_text(std::string_view tables) {
  return quotes(
             "{ // comments are fine\n"
             "'apiVersion': 'v3.1.0', 'kind': 'DataContract', 'id': 'c1', 'name': 'shop orders',\n"
             "'version': '1.0.0', 'status': 'active', 'schema': [") +
         quotes(tables) + "] }";
}

Contract contract_of(std::string_view tables) {
  ResultOrErrors<Contract> contract = read_contract(contract_text(tables), "c.odcs.jsonc");
  INFO((contract ? std::string() : errors_text(contract.error())));
  REQUIRE(contract);
  return *std::move(contract);
}

Contract contract_of_properties(std::string_view properties) {
  return contract_of("{ 'name': 'orders', 'properties': [" + std::string(properties) + "] }");
}

QualityRule rule_of(std::string_view text, const std::string& column) {
  const Result<Json> json = parse_json(quotes(text), {});
  REQUIRE(json);
  Errors errors;
  JsonReader reader(*json, {}, errors);
  QualityRule rule = read_quality_rule(reader, column);
  INFO(errors_text(errors));
  REQUIRE(errors.empty());
  return rule;
}

std::string errors_text(const Errors& errors) {
  std::string lines;
  for (const Error& error : errors) lines += error.where.pointer + " " + error.code + "\n";
  return lines;
}

std::string example_path(const std::string& name) {
  return std::string(NIGHTSHIFT_SOURCE_DIR) + "/tests/unit/observe/" + name;
}

std::string example_text(const std::string& name) {
  std::ifstream file(example_path(name));
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace nightshift
