// Why do two results differ? Said in terms of the rows that they are made of, and for any query:
// nothing is read off its text but hints about which values are worth a try.
//
// Each base row is taken away, and both queries run again. Where only the answer's result changes,
// the row counts there and should not; where only the reference's does, the answer loses it. Then
// the values of such a row are changed one by one: the one that makes both results agree is what
// tells the row from others.
//
//   orders  order_id | total | status          reference: paid orders      answer: all orders
//           7        | 10    | cancelled
//   without order 7: reference as before, answer loses a row -> it counts in the answer only
//   status paid, or new: both agree on paid                  -> the status is what matters
//   "The extra row is there because of order 7, whose status is cancelled."
//
// So every sentence was tried out, and none tells what the reference says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grader/judge/referee.h"
#include "grader/judge/row_words.h"
#include "grader/judge/what_if.h"

namespace nightshift {

// Two queries that differ on some rows.
struct Dispute {
  Arena& arena;
  Referee& referee;
  std::string_view reference;  // the referee's, as SQL
  Contender& answer;           // its steps count what is tried here
  const LegalRules& rules;
};

struct WhyOptions {
  std::size_t sentences_max = 3;
  std::int64_t tries_max = 500;  // databases on which both queries are run
};

// Whose result changes when a base row goes (with the rows that need it).
enum class RowPart { kNone, kAnswerOnly, kReferenceOnly, kBoth };

struct RowRole {
  RowRef row;
  RowPart part = RowPart::kNone;
  bool has_followers = false;  // rows that need it went with it, and matter themselves
};

// The part of every row of `data`, in the order of tables and rows. Empty where the results do not
// differ, or differ in their columns.
std::vector<RowRole> roles_of(const Dispute& dispute, const TinyData& data, const Finding& finding);

// At most sentences_max sentences, the most telling first; none where nothing can be said for sure.
// `data` is best as small as it gets (shrink.h), and `finding` what the referee found on it. Equal
// input gives equal sentences. Leaves `data` laid out in the arena. Costs at most tries_max runs of
// both queries, and a few dozen more that make sure.
std::vector<std::string> why_they_differ(const Dispute& dispute, const TinyData& data,
                                         const Finding& finding, const WhyOptions& options = {});

}  // namespace nightshift
