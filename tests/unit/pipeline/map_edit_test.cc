#include "engine/pipeline/map_edit.h"

#include "tests/support/catch.h"
#include "tests/unit/pipeline/notation.h"

namespace nightshift {
namespace {

const MapCommand kRename = {"shop.orders", "amount_minor_units", "amount_cents"};

// The names under which amount_cents is looked for after the edit, or the code of the error.
std::string edited(std::string_view fields, const MapCommand& command = kRename) {
  const Result<std::string> text = apply_map(spec_text(sync_text(fields)), command);
  if (!text) return text.error().code;
  const Pipeline pipeline = pipeline_of(*text);
  std::string names;
  for (const FieldMapping& field : pipeline.tasks[0].sync()->fields) {
    names += (names.empty() ? "" : "; ") + field.to + ":";
    for (const std::string& name : field.from) names += " " + name;
  }
  return names;
}

TEST_CASE("a column is looked for under one more name") {
  CHECK(edited(", 'fields': ['order_id', 'amount_cents']") ==
        "order_id: order_id; amount_cents: amount_cents amount_minor_units");
  CHECK(edited(", 'fields': [{'to': 'amount_cents', 'from': 'cents'}]") ==
        "amount_cents: cents amount_minor_units");
  CHECK(edited(", 'fields': [{'to': 'amount_cents', 'from': ['a', 'b']}]") ==
        "amount_cents: a b amount_minor_units");
}

TEST_CASE("a column that was not loaded is added") {
  CHECK(edited(", 'fields': ['order_id']") ==
        "order_id: order_id; amount_cents: amount_minor_units");
}

TEST_CASE("what cannot be edited is refused") {
  CHECK(edited("") == "command.no_fields");
  CHECK(edited(", 'fields': [{'to': 'amount_cents', 'from': ['amount_minor_units']}]") ==
        "command.no_change");
  CHECK(edited(", 'fields': ['a']", {"shop.users", "b", "a"}) == "command.unknown_name");
  CHECK(apply_map("{", kRename).error().code == "json.syntax");
  CHECK(apply_map("[]", kRename).error().code == "command.unknown_name");
  CHECK(apply_map("{\"tasks\": 1}", kRename).error().code == "command.unknown_name");
}

TEST_CASE("an edit is canonical JSON and comes twice to nothing") {
  const std::string once =
      *apply_map("// comment\n" + spec_text(sync_text(", 'fields': ['amount_cents']")), kRename);
  CHECK(once.find("comment") == std::string::npos);
  CHECK(apply_map(once, kRename).error().code == "command.no_change");
  CHECK(errors_of(once) == "");
}

}  // namespace
}  // namespace nightshift
