#include "engine/lesson/read_pack.h"

#include "tests/support/catch.h"
#include "tests/support/pack_edits.h"
#include "tests/support/tiny_pack.h"

namespace nightshift {
namespace {

using testing::tiny_pack;
using testing::tiny_pack_and;
using testing::tiny_pack_with;
using testing::tiny_pack_without;

const std::vector<CheckKind>& kinds() {
  static const std::vector<CheckKind> list = {
      {"runs", "Runs", "query"},
      {"columns", "Columns", "query"},
      {"types", "Types", "query"},
      {"row_count", "Row count", "query"},
      {"rows", "Rows", "query"},
      {"order", "Order", "query"},
      {.name = "judged",
       .title = "Judged",
       .step_kind = "query",
       .settings = {{"equivalent", SettingKind::Type::kRewordings, false}},
       .needs_kinds = {"types", "columns", "runs"},
       .makes_data = true},
      {"choice", "The answer", "quiz"}};
  return list;
}

// The errors as "file pointer code", one a line; empty when the pack is right.
std::string trouble(const FileSet& files) {
  const ResultOrErrors<LessonPack> pack = read_pack(files, kinds());
  std::string lines;
  if (pack) return lines;
  for (const Error& error : pack.error()) {
    CHECK(error.whose == Whose::kAuthor);
    CHECK_FALSE(error.message.empty());
    CHECK_FALSE(error.remedy.empty());
    lines += error.where.file + " " + error.where.pointer + " " + error.code + "\n";
  }
  return lines;
}

std::string lesson_trouble(std::string_view from, std::string_view to) {
  return trouble(tiny_pack_with("01-tiny/lesson.json", from, to));
}

TEST_CASE("a right pack reads, typed and resolved") {
  const ResultOrErrors<LessonPack> pack = read_pack(tiny_pack(), kinds());
  REQUIRE(pack);
  CHECK(pack->audience == Audience::kAuthor);
  CHECK(pack->digest.starts_with("xxh128:"));
  REQUIRE(pack->lessons.size() == 1);
  const Lesson& lesson = pack->lessons.front();
  CHECK(lesson.slug == "tiny");
  CHECK(lesson.steps.size() == 3);
  CHECK(lesson.mistakes.size() == 2);
  CHECK(lesson.solution.at("count.sql") == testing::kTinySolution);
  const auto& query = std::get<QueryStep>(lesson.find_step("count")->body);
  CHECK(query.start == "SELECT * FROM t");
  CHECK(query.datasets == std::vector<std::size_t>{0, 1});
  CHECK(lesson.find_step("count")->checks[4].needs == std::vector<std::string>{"row_count"});
  CHECK(pack->find_lesson("tiny") == &lesson);
  CHECK(pack->find_lesson("none") == nullptr);
}

TEST_CASE("an unknown key is refused, and the nearest is named") {
  const auto pack =
      read_pack(tiny_pack_with("01-tiny/lesson.json", "\"objectives\"", "\"objektives\""), kinds());
  REQUIRE_FALSE(pack);
  REQUIRE(pack.error().size() == 2);  // the missing one and the unknown one
  CHECK(pack.error()[1].where.pointer == "/objektives");
  CHECK(pack.error()[1].remedy == "Did you mean \"objectives\"?");
}

TEST_CASE("each slip is told with its file and pointer") {
  const std::string file = "01-tiny/lesson.json ";
  CHECK(lesson_trouble("\"level\": 1", "\"level\": 9") == file + "/level json.out_of_range\n");
  CHECK(lesson_trouble("\"type\": \"integer\"", "\"type\": \"int\"") ==
        file + "/tables/0/columns/0/type json.unknown_value\n");
  CHECK(lesson_trouble("[\"id\"]", "[\"idd\"]") ==
        file + "/tables/0/primary_key/0 pack.unknown_column\n");
  CHECK(lesson_trouble("data/small.csv", "data/smal.csv") ==
        file + "/datasets/0/tables/t/0/csv pack.missing_file\n");
  CHECK(lesson_trouble("text/intro.md", "intro.md").find("/steps/0/text pack.wrong_folder") !=
        std::string::npos);
  CHECK(lesson_trouble("\"name\": \"more\"", "\"name\": \"small\"") ==
        file + "/datasets pack.duplicate_name\n");
  CHECK(lesson_trouble("\"kind\": \"order\"", "\"kind\": \"ordre\"") ==
        file + "/steps/1/checks/5/kind pack.unknown_check\n" +
            "01-tiny/mistakes/no-order/mistake.json /fails pack.unknown_check\n");
  CHECK(lesson_trouble("\"kind\": \"choice\"", "\"kind\": \"rows\"") ==
        file + "/steps/2/checks/0/kind pack.unknown_check\n");
  CHECK(lesson_trouble("000000000012", "000000000011") ==
        file + "/steps/1/checks/1/id pack.duplicate_id\n");
  CHECK(lesson_trouble("00000000-0000-4000-8000-000000000011", "1") ==
        file + "/steps/1/checks/0/id pack.uuid\n");
  CHECK(lesson_trouble("\"correct\": true", "\"correct\": false") ==
        file + "/steps/2/options pack.correct_options\n");
  CHECK(lesson_trouble("\"visible\": true", "\"visible\": false") ==
        file + "/steps/1 pack.visible_dataset\n");
  CHECK(lesson_trouble("\"sequence\": {\"start\": 100}", "\"constant\": 1, \"sequence\": {}") ==
        file + "/datasets/1/tables/t/1/generate/columns/id pack.generator\n");
  CHECK(lesson_trouble("\"sun\": 1, \"fog\": 2", "\"sun\": 0") ==
        file + "/datasets/1/tables/t/1/generate/columns/word/choice pack.weights\n");
  CHECK(lesson_trouble("\"feedback\": \"No.\"", "\"feedback\": \"\"") ==
        file + "/steps/2/options/1/feedback json.out_of_range\n");
  CHECK(lesson_trouble("\"hints\": [\"Group them.\"]",
                       "\"compare\": {\"real\": {\"decimals\": 99}}") ==
        file + "/steps/1/compare/real/decimals json.out_of_range\n");
  CHECK(lesson_trouble("\"hints\": [\"Group them.\"]", "\"budget\": {\"stepz\": 1}") ==
        file + "/steps/1/budget/stepz json.unknown_key\n");
  CHECK(lesson_trouble("\"level\": 1", "\"level\": 1, \"prerequisites\": [\"tiny\"]") ==
        file + "/prerequisites/0 pack.unknown_lesson\n");
  CHECK(lesson_trouble("\"level\": 1", "\"level\": 1, \"now\": \"yesterday\"") ==
        file + "/now pack.moment\n");
}

TEST_CASE("references that lead nowhere, and rules that contradict each other") {
  const std::string file = "01-tiny/lesson.json ";
  const auto step_with = [](std::string_view key) {
    return lesson_trouble("\"hints\": [\"Group them.\"]", key);
  };
  CHECK(step_with(R"("datasets": ["small", "more"])").empty());
  CHECK(step_with(R"("datasets": ["small", "mor"])") ==
        file + "/steps/1/datasets/1 pack.unknown_dataset\n");
  CHECK(
      lesson_trouble(R"("kind": "columns"})", R"("kind": "columns", "needs": ["runs"]})").empty());
  CHECK(lesson_trouble(R"("kind": "columns"})", R"("kind": "columns", "needs": ["rows"]})") ==
        file + "/steps/1/checks/1/needs/0 pack.unknown_need\n");
  CHECK(trouble(tiny_pack_with("01-tiny/mistakes/all-ones/mistake.json", "\"step\": \"count\"",
                               "\"step\": \"cuont\""))
            .starts_with("01-tiny/mistakes/all-ones/mistake.json /step pack.unknown_step\n"));
  CHECK(lesson_trouble("\"answer\": \"pick.json\"", "\"answer\": \"pick.txt\"")
            .starts_with(file + "/steps/2/answer pack.answer_name\n"));
  CHECK(trouble(tiny_pack_with("pack.json", "\"tiny\"", "\"Tiny!\"")) ==
        "pack.json /name pack.slug\n");
  const std::string id = R"({"name": "id", "type": "integer"})";
  CHECK(lesson_trouble(id, R"({"name": "id", "type": "integer", "accepted_values": ["1"]})") ==
        file + "/tables/0/columns/0/accepted_values pack.accepted_values\n");
  CHECK(lesson_trouble("\"tables\": {\"t\": [{\"csv\": \"data/small.csv\"}]}",
                       "\"tables\": {\"tt\": [{\"csv\": \"data/small.csv\"}]}") ==
        file + "/datasets/0/tables/tt pack.unknown_table\n");
  const std::string generated = file + "/datasets/1/tables/t/1";
  CHECK(lesson_trouble(R"("start": 100})", R"("start": 100}, "null_per_mille": 0)").empty());
  CHECK(lesson_trouble(R"("start": 100})", R"("start": 100}, "null_per_mille": 5)") ==
        generated + "/generate/columns/id/null_per_mille pack.nullable\n");
  CHECK(lesson_trouble(R"({"sequence": {"start": 100}})", R"({"integer": {"min": 2, "max": 1}})") ==
        generated + "/generate/columns/id/integer/max json.out_of_range\n");
  CHECK(lesson_trouble(R"("choice": {"sun": 1, "fog": 2})",
                       R"("date": {"from": "2026-02-01", "to": "2026-01-31"})") ==
        generated + "/generate/columns/word/date pack.range\n");
  CHECK(lesson_trouble(R"({"generate": )", R"({"sql": "data/small.csv", "generate": )")
            .find(generated + " pack.source\n") != std::string::npos);
}

TEST_CASE("files that are missing, stray or no text") {
  CHECK(trouble(FileSet()) == "pack.json  pack.missing_file\n");
  CHECK(trouble(tiny_pack_without("01-tiny/solution/count.sql")) ==
        "01-tiny/solution/count.sql  pack.missing_file\n");
  CHECK(trouble(tiny_pack_without("01-tiny/mistakes/no-order/mistake.json"))
            .find("pack.missing_file") != std::string::npos);
  CHECK(trouble(tiny_pack_and("01-tiny/soluton/count.sql", "x")) ==
        "01-tiny/soluton/count.sql  pack.stray_file\n");
  CHECK(trouble(tiny_pack_and("01-tiny/data/unused.csv", "x")) ==
        "01-tiny/data/unused.csv  pack.stray_file\n");
  CHECK(trouble(tiny_pack_and("01-tiny/text/intro.md", "\xff")) ==
        "01-tiny/text/intro.md  pack.not_text\n");
  CHECK(trouble(tiny_pack_and("lesson-two/lesson.json", "{}")) ==
        "lesson-two/lesson.json  pack.lesson_folder\n");
  CHECK(trouble(tiny_pack_with("pack.json", "0.1.0", "1")) == "pack.json /version pack.version\n");
  CHECK(trouble(tiny_pack_and("pack.json", "{")) == "pack.json  json.syntax\n");
}

// The tiny pack whose query step has a check "judged" with further members.
FileSet judged_pack(std::string_view members, std::string_view step_members = "") {
  const FileSet pack = tiny_pack_with(
      "01-tiny/lesson.json", R"("kind": "order"})",
      R"("kind": "order"}, {"id": "00000000-0000-4000-8000-000000000017", "kind": "judged")" +
          std::string(members) + "}");
  return testing::replaced(pack, "01-tiny/lesson.json", R"("hints": ["Group them."])",
                           R"("hints": [])" + std::string(step_members));
}

TEST_CASE("a check that makes data: what it needs, where it stands, and its rules") {
  const std::string file = "01-tiny/lesson.json ";
  const ResultOrErrors<LessonPack> pack =
      read_pack(judged_pack(R"(, "equivalent": [{"before": "a", "after": ""}])"), kinds());
  REQUIRE(pack);
  const CheckSpec& check = pack->lessons.front().find_step("count")->checks.back();
  CHECK(check.needs == std::vector<std::string>{"types"});
  CHECK(check.makes_data);
  CHECK(check.rewordings("equivalent") == std::vector<Rewording>{{"a", ""}});
  CHECK(trouble(judged_pack(R"(, "needs": ["order"])")).empty());
  CHECK(trouble(judged_pack(R"(}, {"id": "00000000-0000-4000-8000-000000000018", "kind": "rows",
      "name": "again")")) == file + "/steps/1/checks/7 pack.check_order\n");
  CHECK(trouble(judged_pack("", R"(, "compare": {"columns": "any"})")) ==
        file + "/steps/1/checks/6 pack.judged_compare\n");
  CHECK(trouble(judged_pack("", R"(, "compare": {"text": {"trim": true}})")) ==
        file + "/steps/1/checks/6 pack.judged_compare\n");
  CHECK(trouble(judged_pack("", R"(, "compare": {"names": "ignore"})")).empty());
  CHECK(trouble(judged_pack(R"(, "equivalent": [{"before": "a"}])")) ==
        file + "/steps/1/checks/6/equivalent/0 json.missing_key\n");
}

TEST_CASE("constraints, references and rewrites are read, and stray ones told") {
  const std::string file = "01-tiny/lesson.json ";
  FileSet files = tiny_pack_with("01-tiny/lesson.json", R"("answer": "count.sql",)",
                                 R"("answer": "count.sql", "references": ["other.sql"],)");
  CHECK(trouble(files) == "01-tiny/solution/other.sql  pack.missing_file\n");
  files = testing::with_file(std::move(files), "01-tiny/solution/other.sql", "SELECT 1");
  files = testing::with_file(std::move(files), "01-tiny/rewrites/count/cte.sql", "SELECT 2");
  files = testing::replaced(std::move(files), "01-tiny/lesson.json", R"("tables": [{)",
                            R"("constraints": {"tables": {"t": {}}}, "tables": [{)");
  const ResultOrErrors<LessonPack> pack = read_pack(files, kinds());
  REQUIRE(pack);
  const Lesson& lesson = pack->lessons.front();
  CHECK(lesson.references.at("other.sql") == "SELECT 1");
  REQUIRE(lesson.rewrites.size() == 1);
  CHECK(lesson.rewrites.front().step == "count");
  CHECK(lesson.rewrites.front().name == "cte");
  CHECK(lesson.constraints.find("tables") != nullptr);
  CHECK(lesson.constraints_where.pointer == "/constraints");
  CHECK(trouble(tiny_pack_and("01-tiny/rewrites/cuont/cte.sql", "SELECT 2")) ==
        "01-tiny/rewrites/cuont/cte.sql  pack.stray_file\n");
  CHECK(lesson_trouble(R"("answer": "count.sql",)",
                       R"("answer": "count.sql", "references": ["count.sql"],)")
            .find(file + "/steps/1/references/0 pack.duplicate_name") != std::string::npos);
}

TEST_CASE("what a learner's build may hold") {
  const auto sealing = [](const std::string& member) {
    const auto pack = read_pack(
        tiny_pack_with("pack.json", "\"format\": 1,", "\"format\": 1," + member), kinds());
    return pack ? std::string(sealing_text(pack->sealing)) : pack.error().front().code;
  };
  CHECK(sealing("") == "open");
  CHECK(sealing(R"("sealing": "sealed",)") == "sealed");
  CHECK(sealing(R"("sealing": "exam",)") == "exam");
  CHECK(sealing(R"("sealing": "shut",)") == "json.unknown_value");
}

TEST_CASE("a learner's build holds no answers") {
  FileSet files = tiny_pack_and("build.json", R"({"format": 1, "source_digest": "xxh128:0"})");
  const std::string found = trouble(files);
  CHECK(found.find("01-tiny/solution/count.sql  pack.answers_inside") != std::string::npos);
  CHECK(found.find("01-tiny/mistakes/all-ones/count.sql  pack.answers_inside") !=
        std::string::npos);
}

}  // namespace
}  // namespace nightshift
