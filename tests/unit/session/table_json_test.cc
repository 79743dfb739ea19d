#include "engine/session/table_json.h"

#include <limits>

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("a table goes through JSON unchanged") {
  Table table;
  table.columns.push_back({.name = "i", .cells = {std::int64_t{1}, Null{}, INT64_MIN, INT64_MAX}});
  table.columns.push_back({.name = "r",
                           .cells = {1.0, 0.1, std::numeric_limits<double>::infinity(),
                                     -std::numeric_limits<double>::infinity()}});
  table.columns.push_back(
      {.name = "t",
       .cells = {std::string("2026-01-01"), std::string(), std::string("é\n"), std::string("1")}});
  table.columns.push_back(
      {.name = "t", .cells = {Blob{std::string("\0\xff", 2)}, Blob{}, Null{}, Null{}}});
  infer_types(table);
  const std::string text = write_json(table_to_json(table), JsonLayout::kCompact);
  const Result<Json> json = parse_json(text, {});
  REQUIRE(json);
  Errors errors;
  const Table back = table_from_json(JsonReader(*json, {}, errors));
  CHECK(errors.empty());
  CHECK(back == table);
}

TEST_CASE("a damaged table is told, not trusted") {
  const auto codes = [](std::string_view text) {
    const Result<Json> json = parse_json(text, {});
    Errors errors;
    table_from_json(JsonReader(*json, {}, errors));
    return errors.empty() ? std::string("ok") : errors.front().code;
  };
  CHECK(codes(R"({"columns": [{"name": "a", "type": "integer"}], "rows": [[1]]})") == "ok");
  CHECK(codes(R"({"columns": [{"name": "a", "type": "integer"}], "rows": [[1, 2]]})") ==
        "pack.row");
  CHECK(codes(R"({"columns": [{"name": "a", "type": "number"}], "rows": []})") == "pack.type");
  CHECK(codes(R"({"columns": [{"name": "a", "type": "blob"}], "rows": [[{"blob": "xy"}]]})") ==
        "pack.blob");
}

}  // namespace
}  // namespace nightshift
