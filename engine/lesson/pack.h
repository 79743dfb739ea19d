// A lesson pack in memory: typed, immutable, every reference resolved. docs/lesson-format.md is its
// specification.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/kernel/time.h"
#include "engine/lesson/dataset.h"
#include "engine/lesson/night.h"
#include "engine/lesson/step.h"
#include "engine/table/schema.h"
#include "engine/warehouse/warehouse.h"

namespace nightshift {

// A wrong answer that the author recorded; only in an author's pack.
struct Mistake {
  std::string name;
  std::string title;
  std::string step;                          // id
  std::string fails;                         // name of the check that must fail first
  std::string reason;                        // its reason code; may be empty
  std::string error_class;                   // in the judge's words; may be empty
  std::string feedback;                      // for the learner
  std::map<std::string, std::string> files;  // the answer's files by path: bytes

  // The bytes of one of them; it must be there.
  const std::string& file(std::string_view path) const;
};

// Another way to write the solution of a query step; only in an author's pack.
struct Rewrite {
  std::string step;  // id
  std::string name;
  std::string sql;
};

struct Lesson {
  std::string id;  // UUID
  std::string slug;
  std::string folder;  // "02-paid-revenue-by-month"
  std::string title;
  std::string summary;
  std::vector<std::string> objectives;
  std::int64_t duration_minutes = 0;
  std::int64_t level = 1;
  std::vector<std::string> prerequisites;  // lesson ids
  std::vector<std::string> topics;
  std::int64_t now_unix_us = 0;  // what the lesson's clock shows
  QueryBudget budget;            // of queries outside any step
  std::vector<TableSchema> tables;
  Json constraints;         // what else is known of legal data (docs/judge.md); null: nothing
  Where constraints_where;  // its place in the pack
  std::vector<Dataset> datasets;
  std::optional<LessonNight> night;
  std::vector<Step> steps;
  std::map<std::string, std::string> solution;    // path -> bytes; empty in a learner's pack
  std::map<std::string, std::string> references;  // QueryStep::references -> bytes; likewise
  std::vector<Mistake> mistakes;                  // empty in a learner's pack
  std::vector<Rewrite> rewrites;                  // empty in a learner's pack

  const Step* find_step(std::string_view id) const;
};

enum class Audience { kAuthor, kLearner };

// What a learner's build may hold of the answers to query steps.
enum class Sealing {
  kOpen,    // the reference's results, and its text where answers are judged on any data
  kSealed,  // digests of its results, and texts that open only for who has made a mistake
  kExam,    // nothing
};
std::string_view sealing_text(Sealing sealing);

struct LessonPack {
  std::string id;
  std::string name;
  std::string title;
  std::string description;
  std::string version;
  std::string language;
  std::vector<std::string> authors;
  std::string digest;  // of the author's files; a learner's build carries the same
  Audience audience = Audience::kAuthor;
  Sealing sealing = Sealing::kOpen;  // of the learner's build
  std::vector<Lesson> lessons;       // in the order of their folders

  // By id, slug or folder; nullptr when there is none.
  const Lesson* find_lesson(std::string_view id_or_slug) const;

  // A learner's build that does not hold what is right.
  bool is_sealed() const { return audience == Audience::kLearner && sealing != Sealing::kOpen; }
};

}  // namespace nightshift
