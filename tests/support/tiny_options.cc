#include "tests/support/tiny_options.h"

#include <string_view>

#include "tests/support/pack_edits.h"
#include "tests/support/tiny_night.h"

namespace nightshift::testing {
namespace {

constexpr std::string_view kSteps = R"("steps": [
    {"kind": "quiz", "id": "why", "title": "Why", "text": "text/all.md", "answer": "why.json",
     "options": [
       {"key": "nothing", "text": "Nothing", "correct": false, "feedback": "No.", "effect": "none",
        "change": {}},
       {"key": "gate", "text": "A gate", "correct": true, "feedback": "Yes.", "effect": "prevents",
        "change": {"patch": [{"op": "add", "path": "/contracts", "value": [
                     {"file": "contracts/shop.orders.odcs.jsonc",
                      "enforce": [{"at": "producer_ci", "on_violation": "block"}]}]}],
                   "files": {"contracts/shop.orders.odcs.jsonc": "options/orders.jsonc"}}}],
     "checks": [{"id": "00000000-0000-4000-8000-000000000121", "kind": "choice"}]},
    {"kind": "switches", "id": "loud", "title": "Loud", "text": "text/all.md", "answer": "loud.json",
     "switches": [
       {"key": "keep", "text": "Keep", "about": "Drop nothing.",
        "change": {"patch": [{"op": "remove", "path": "/tasks/0/row_filter"}]}},
       {"key": "check", "text": "Check", "about": "No amount is missing.",
        "change": {"patch": [{"op": "add", "path": "/tasks/-", "value": {
          "task_id": "amounts", "type": "check", "on": "raw.orders",
          "quality": [{"metric": "nullValues", "property": "amount_cents", "mustBe": 0}]}}]}},
       {"key": "stop", "text": "Stop", "about": "Stop at a change.",
        "change": {"patch": [{"op": "add", "path": "/tasks/0/non_breaking_schema_updates_behavior",
                              "value": "disable_connection"}]}},
       {"key": "retry", "text": "Retry", "about": "Try again.",
        "change": {"patch": [{"op": "add", "path": "/default_args", "value": {"retries": 2}}]}}],
     "checks": [{"id": "00000000-0000-4000-8000-000000000122", "kind": "minimal_sets"}]},)";

constexpr std::string_view kContract = R"({
  "apiVersion": "v3.1.0", "kind": "DataContract", "id": "orders", "version": "1.0.0",
  "status": "active",
  "schema": [{"name": "orders", "properties": [
    {"name": "amount_cents", "logicalType": "integer", "required": true}]}]})";

}  // namespace

FileSet tiny_options_pack() {
  FileSet files = tiny_night_with("01-tiny-night/lesson.json", "\"steps\": [", kSteps);
  files = with_file(std::move(files), "01-tiny-night/options/orders.jsonc", kContract);
  files =
      with_file(std::move(files), "01-tiny-night/solution/why.json", R"({"choices": ["gate"]})");
  return with_file(std::move(files), "01-tiny-night/solution/loud.json",
                   R"({"sets": [["check", "keep"], ["stop"]]})");
}

}  // namespace nightshift::testing
