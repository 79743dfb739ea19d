#include "tests/support/tiny_pack.h"

#include <map>

#include "tests/support/pack_edits.h"

namespace nightshift::testing {
namespace {

constexpr std::string_view kPack = R"({
  "format": 1, "id": "00000000-0000-4000-8000-000000000001", "name": "tiny", "title": "Tiny",
  "description": "For tests.", "version": "0.1.0"
})";

constexpr std::string_view kLesson = R"({
  // A comment of the author's.
  "id": "00000000-0000-4000-8000-000000000002",
  "title": "Tiny lesson", "summary": "Counts words.", "objectives": ["Count."],
  "duration_minutes": 5, "level": 1,
  "tables": [{"name": "t", "primary_key": ["id"], "columns": [
    {"name": "id", "type": "integer"},
    {"name": "word", "type": "text", "nullable": true}]}],
  "datasets": [
    {"name": "small", "title": "Small", "visible": true, "tables": {"t": [{"csv": "data/small.csv"}]}},
    {"name": "more", "tables": {"t": [{"csv": "data/small.csv"}, {"generate": {"rows": 20, "seed": 7, "columns": {
      "id": {"sequence": {"start": 100}}, "word": {"choice": {"sun": 1, "fog": 2}}}}}]}}],
  "steps": [
    {"kind": "read", "id": "intro", "title": "Intro", "text": "text/intro.md"},
    {"kind": "query", "id": "count", "title": "Count", "text": "text/count.md", "answer": "count.sql",
     "hints": ["Group them."],
     "checks": [
       {"id": "00000000-0000-4000-8000-000000000011", "kind": "runs"},
       {"id": "00000000-0000-4000-8000-000000000012", "kind": "columns"},
       {"id": "00000000-0000-4000-8000-000000000013", "kind": "types"},
       {"id": "00000000-0000-4000-8000-000000000014", "kind": "row_count"},
       {"id": "00000000-0000-4000-8000-000000000015", "kind": "rows", "points": 3, "hint": "Look at one word."},
       {"id": "00000000-0000-4000-8000-000000000016", "kind": "order"}]},
    {"kind": "quiz", "id": "pick", "title": "Pick", "text": "text/pick.md", "answer": "pick.json",
     "options": [
       {"key": "a", "text": "A", "correct": true, "feedback": "Yes."},
       {"key": "b", "text": "B", "correct": false, "feedback": "No."}],
     "checks": [{"id": "00000000-0000-4000-8000-000000000021", "kind": "choice"}]}]
})";

const std::map<std::string, std::string_view>& tiny_files() {
  static const std::map<std::string, std::string_view> files = {
      {"pack.json", kPack},
      {"01-tiny/lesson.json", kLesson},
      {"01-tiny/text/intro.md", "Hello."},
      {"01-tiny/text/count.md", "Count the words."},
      {"01-tiny/text/pick.md", "Pick one."},
      {"01-tiny/data/small.csv", "id,word\n1,sun\n2,rain\n3,sun\n4,\n"},
      {"01-tiny/start/count.sql", "SELECT * FROM t"},
      {"01-tiny/solution/count.sql", kTinySolution},
      {"01-tiny/solution/pick.json", R"({"choices": ["a"]})"},
      {"01-tiny/mistakes/no-order/mistake.json",
       R"({"title": "No order", "step": "count", "fails": "order", "reason": "order.not_asked",
           "feedback": "Ask for an order."})"},
      {"01-tiny/mistakes/no-order/count.sql", "SELECT word, count(*) AS n FROM t GROUP BY word"},
      {"01-tiny/mistakes/all-ones/mistake.json",
       R"({"title": "Ones", "step": "count", "fails": "rows", "feedback": "These are all ones."})"},
      {"01-tiny/mistakes/all-ones/count.sql",
       "SELECT word, 1 AS n FROM t GROUP BY word ORDER BY word"}};
  return files;
}

}  // namespace

FileSet tiny_pack() {
  FileSet files;
  for (const auto& [path, bytes] : tiny_files()) files = with_file(std::move(files), path, bytes);
  return files;
}

FileSet tiny_pack_with(std::string_view path, std::string_view from, std::string_view to) {
  return replaced(tiny_pack(), path, from, to);
}

FileSet tiny_pack_and(std::string_view path, std::string_view bytes) {
  return with_file(tiny_pack(), path, bytes);
}

FileSet tiny_pack_without(std::string_view path) { return without_file(tiny_pack(), path); }

}  // namespace nightshift::testing
