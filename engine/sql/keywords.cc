#include "engine/sql/keywords.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/base/ascii.h"

namespace nightshift {
namespace {

// Blank before and behind each word.
constexpr std::string_view kFallbackWords =
    " ABORT ACTION AFTER ALWAYS ANALYZE ASC ATTACH BEFORE BEGIN BY CASCADE CAST COLUMN CONFLICT "
    "CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATABASE DEFERRED DESC DETACH DO EACH END "
    "EXCLUDE EXCLUSIVE EXPLAIN FAIL FIRST FOLLOWING FOR GENERATED GLOB GROUPS IF IGNORE IMMEDIATE "
    "INITIALLY INSTEAD KEY LAST LIKE MATCH MATERIALIZED NO NULLS OF OFFSET OTHERS PARTITION PLAN "
    "PRAGMA PRECEDING QUERY RAISE RANGE RECURSIVE REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT "
    "ROLLBACK ROW ROWS SAVEPOINT TEMP TEMPORARY TIES TRIGGER UNBOUNDED VACUUM VIEW VIRTUAL WITH "
    "WITHOUT ";
constexpr std::string_view kJoinWords = " CROSS FULL INNER LEFT NATURAL OUTER RIGHT ";
constexpr std::string_view kWindowWords = " FILTER OVER WINDOW ";
constexpr std::string_view kReservedWords =
    " ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT CREATE "
    "DEFAULT DEFERRABLE DELETE DISTINCT DROP ELSE ESCAPE EXCEPT EXISTS FOREIGN FROM GROUP HAVING "
    "IN INDEX INSERT INTERSECT INTO IS ISNULL JOIN LIMIT NOT NOTHING NOTNULL NULL ON OR ORDER "
    "PRIMARY REFERENCES RETURNING SELECT SET TABLE THEN TO TRANSACTION UNION UNIQUE UPDATE USING "
    "VALUES WHEN WHERE ";

constexpr std::size_t kKeywordLettersMax = 17;  // CURRENT_TIMESTAMP

struct ClassWords {
  WordClass word_class;
  std::string_view words;
};
constexpr std::array kClasses = {
    ClassWords{WordClass::kReserved, kReservedWords}, ClassWords{WordClass::kJoin, kJoinWords},
    ClassWords{WordClass::kWindow, kWindowWords}, ClassWords{WordClass::kIndexed, " INDEXED "},
    ClassWords{WordClass::kFallback, kFallbackWords}};

}  // namespace

WordClass word_class(std::string_view word) {
  if (word.empty() || word.size() > kKeywordLettersMax || word.find(' ') != word.npos) {
    return WordClass::kPlain;
  }
  const std::string wanted = ' ' + upper_case(word) + ' ';
  const auto found = std::find_if(kClasses.begin(), kClasses.end(), [&](const ClassWords& row) {
    return row.words.find(wanted) != std::string_view::npos;
  });
  return found == kClasses.end() ? WordClass::kPlain : found->word_class;
}

}  // namespace nightshift
