#include "engine/observe/schema_change.h"

#include "engine/observe/declared_type.h"
#include "tests/support/catch.h"
#include "tests/unit/observe/notation.h"

namespace nightshift {
namespace {

std::string kind_text(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "added";
    case ChangeKind::kDropped:
      return "dropped";
    case ChangeKind::kWidened:
      return "widened";
    case ChangeKind::kRetyped:
      return "retyped";
    case ChangeKind::kRelaxed:
      return "relaxed";
    case ChangeKind::kTightened:
      return "tightened";
    case ChangeKind::kKeyChanged:
      return "key";
    case ChangeKind::kReordered:
      return "reordered";
  }
  return {};
}

// "major: dropped a~b, added b~a": the class, then each change, with ~ before a probable other
// name.
std::string changes(std::string_view before, std::string_view after) {
  const std::vector<ObservedChange> found = schema_changes(schema_of(before), schema_of(after));
  std::string text;
  for (const ObservedChange& change : found) {
    text += (text.empty() ? " " : ", ") + kind_text(change.kind);
    if (!change.column.empty()) text += " " + change.column;
    if (!change.probably_renamed.empty()) text += "~" + change.probably_renamed;
    CHECK_FALSE(change.say.empty());
  }
  return std::string(change_class_text(worst_class(found))) + ":" + text;
}

TEST_CASE("what changed between two schemas, and how much it costs readers") {
  CHECK(changes("id int key, a int", "id int key, a int") == "patch:");
  CHECK(changes("id int", "id int, a int null") == "minor: added a");
  CHECK(changes("id int", "id int, a int") == "minor: added a");
  CHECK(changes("id int, a int", "id int") == "major: dropped a");
  CHECK(changes("a int", "a bigint") == "minor: widened a");
  CHECK(changes("a bigint", "a int") == "major: retyped a");
  CHECK(changes("a int", "a text") == "major: retyped a");
  CHECK(changes("a int", "a int null") == "major: relaxed a");
  CHECK(changes("a int null", "a int") == "minor: tightened a");
  CHECK(changes("a int key, b int", "a int key, b int key") == "major: key");
  CHECK(changes("a int key, b int key", "b int key, a int key") == "major: key, reordered");
  CHECK(changes("a int, b int", "b int, a int") == "patch: reordered");
  CHECK(changes("a int", "A int") == "patch:");  // names are compared as SQL does
}

TEST_CASE("a rename is a drop and an addition that name each other") {
  CHECK(changes("id int, cents int, at text", "id int, minor_units int, at text") ==
        "major: dropped cents~minor_units, added minor_units~cents");
  CHECK(changes("id int, cents int", "id int, price text") ==
        "major: dropped cents, added price");  // another type
  CHECK(changes("id int, cents int, at text", "id int, at text, price int") ==
        "major: dropped cents, added price");  // another place
  CHECK(changes("id int key, a int", "no int key, a int") ==
        "major: dropped id~no, added no~id");  // the key is the same one under its new name
}

TEST_CASE("types in many words") {
  const auto relation = [](std::string_view before, std::string_view after) {
    switch (type_relation(before, after)) {
      case TypeRelation::kSame:
        return "same";
      case TypeRelation::kWider:
        return "wider";
      case TypeRelation::kNarrower:
        return "narrower";
      case TypeRelation::kOther:
        return "other";
    }
    return "";
  };
  CHECK(relation("int", "INTEGER") == std::string("same"));
  CHECK(relation("smallint", "bigint") == std::string("wider"));
  CHECK(relation("varchar(10)", "VARCHAR( 20 )") == std::string("wider"));
  CHECK(relation("varchar(10)", "text") == std::string("wider"));
  CHECK(relation("text", "varchar(10)") == std::string("narrower"));
  CHECK(relation("decimal(10,2)", "decimal(12,2)") == std::string("wider"));
  CHECK(relation("decimal(10,2)", "decimal(12,4)") == std::string("other"));
  CHECK(relation("int", "decimal(10,2)") == std::string("other"));
  CHECK(relation("timestamp", "timestamp with time zone") == std::string("other"));
  CHECK(relation("geometry", "Geometry") == std::string("same"));
  CHECK(relation("geometry", "geography") == std::string("other"));
  CHECK(holds(LogicalType::kNumber, "int"));
  CHECK_FALSE(holds(LogicalType::kInteger, "decimal(10,2)"));
  CHECK_FALSE(holds(LogicalType::kString, "geometry"));
}

TEST_CASE("a source's schema is seen as it says") {
  const SourceSchema source = {
      .columns = {{.name = "id", .type = ColumnType::kInteger, .primary_key = true},
                  {.name = "note", .type = ColumnType::kText, .nullable = true}}};
  CHECK(observed_schema(source) == schema_of("id integer key, note text null"));
}

}  // namespace
}  // namespace nightshift
