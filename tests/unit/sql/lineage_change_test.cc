// What lineage promises, held against SQLite: a change of values that it keeps out of a result
// column leaves that column as it is.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "engine/json/parse.h"
#include "engine/sql/parse.h"
#include "engine/warehouse/scratch.h"
#include "tests/support/catch.h"
#include "tests/unit/sql/lineage_trial.h"
#include "tests/unit/sql/query_maker.h"

namespace nightshift {
namespace {

std::vector<TrialTable> tables_of(const std::string& ddl) {
  const auto database = ScratchDatabase::create(ddl, {});
  REQUIRE(database);
  std::vector<TrialTable> tables;
  for (const ScratchTable& table : database->schema().tables) {
    tables.push_back({.name = table.name, .columns = {}});
    for (const ScratchColumn& column : table.columns) {
      tables.back().columns.push_back({.name = column.name, .type = column.declared_type});
    }
  }
  return tables;
}

std::vector<Json> corpus_schemas() {
  std::set<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(NIGHTSHIFT_SOURCE_DIR "/tests/judge/corpus")) {
    if (entry.path().extension() == ".json") paths.insert(entry.path());
  }
  std::vector<Json> schemas;
  for (const auto& path : paths) {
    std::ifstream in(path);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto json = parse_json(text, {.file = path.filename().string()});
    REQUIRE(json);
    schemas.push_back(std::move(*json));
  }
  REQUIRE(schemas.size() >= 16);
  return schemas;
}

std::vector<std::string> answers_of(const Json& schema) {
  std::vector<std::string> answers;
  for (const Json& question : *schema.find("questions")->if_array()) {
    answers.push_back(*question.find("reference")->if_string());
    for (const Json& right : *question.find("right")->if_array()) {
      answers.push_back(*right.if_string());
    }
    for (const Json& wrong : *question.find("wrong")->if_array()) {
      answers.push_back(*wrong.find("sql")->if_string());
    }
  }
  return answers;
}

// What a query may not do to be held against changes: it must be one that SQLite runs.
struct Census {
  std::size_t queries = 0;
  std::size_t refused = 0;
};

void try_query(LineageTrial& trial, const std::string& sql, std::uint64_t seed, Census& census) {
  ++census.queries;
  CAPTURE(sql);
  const auto select = parse_query(sql);
  REQUIRE(select);
  const auto lineage = lineage_of(*select, trial.catalog(), sql);
  REQUIRE(lineage);
  const auto names = trial.column_names(sql);
  bool is_refused_here = false;
  for (const UnresolvedName& each : lineage->unresolved) {
    UNSCOPED_INFO(unresolved_text(each));
    is_refused_here = is_refused_here || is_refused(each.kind);
  }
  if (!names) {
    ++census.refused;
    const std::string& words = trial.words();
    CAPTURE(words);
    const bool is_about_names = words.find("no such column") != words.npos ||
                                words.find("no such table") != words.npos ||
                                words.find("ambiguous column name") != words.npos;
    if (is_about_names) CHECK(is_refused_here);
    return;
  }
  CHECK_FALSE(is_refused_here);
  if (lineage->columns_known) {
    std::vector<std::string> called;
    for (const LineageOutput& column : lineage->columns) called.push_back(column.name);
    CHECK(called == *names);
  }
  for (const std::string& wrong : trial.refute(sql, *select, *lineage, seed)) FAIL_CHECK(wrong);
}

TEST_CASE("the corpus of the judge: what lineage keeps out changes nothing") {
  Census census;
  std::size_t compared = 0;
  std::size_t claimed = 0;
  std::size_t mattered = 0;
  for (const Json& schema : corpus_schemas()) {
    LineageTrial trial(tables_of(*schema.find("schema")->if_string()));
    std::uint64_t seed = 1;
    for (const std::string& sql : answers_of(schema)) try_query(trial, sql, seed++, census);
    compared += trial.compared;
    claimed += trial.claimed;
    mattered += trial.mattered;
  }
  CAPTURE(census.queries, census.refused, compared, claimed, mattered);
  CHECK(census.queries > 1'000);
  CHECK(census.refused * 50 < census.queries);
  CHECK(compared > 10'000);
  // On a few rows of chance many conditions keep nothing: what is claimed cannot always show.
  CHECK(mattered * 4 > claimed);
}

TEST_CASE("queries of chance: what lineage keeps out changes nothing") {
  LineageTrial trial(QueryMaker::tables());
  Census census;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    CAPTURE(seed);
    try_query(trial, QueryMaker(seed).query(), seed, census);
  }
  CAPTURE(census.queries, census.refused, trial.compared, trial.claimed, trial.mattered);
  CHECK(census.refused * 20 < census.queries);
  CHECK(trial.compared > 5'000);
  CHECK(trial.mattered * 4 > trial.claimed);
}

// A value needs a few rounds to come through all columns, and all of them must be followed.
TEST_CASE("values that wander through a recursion are followed to where they come from") {
  LineageTrial trial(QueryMaker::tables());
  Census census;
  const std::string sql =
      "WITH RECURSIVE r (p, q, s) AS (SELECT id, 0, 0 FROM a UNION ALL "
      "SELECT b.x, r.p, r.q FROM r JOIN b ON 1 LIMIT 700) SELECT s, q FROM r";
  for (std::uint64_t seed = 1; seed <= 20; ++seed) try_query(trial, sql, seed, census);
  CHECK(census.refused == 0);
  CHECK(trial.compared > 0);
  CHECK(trial.mattered * 2 > trial.claimed);
}

}  // namespace
}  // namespace nightshift
