// The expected results of a query step: their order, and their file in a learner's pack
// (<lesson>/expected/<step>.json).
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/lesson/pack.h"
#include "engine/session/session.h"
#include "engine/sql/tokens.h"

namespace nightshift {

std::string expected_path(const Lesson& lesson, const Step& step);

// Fails with "pack.key_column" when compare.key names no column of the reference's result.
Result<void> check_key(const CompareRules& rules, const Table& result);

// Fills in `ordered` and `keys` from the author's rules and the reference's own ORDER BY. Fails
// with "pack.order_unclear" (the reference orders by an expression), "pack.order_column" (a term
// names no column of the result) or "pack.order_wrong" (the reference's rows are not in that
// order). `file` is the solution's.
Result<void> resolve_order(const CompareRules& rules, const TopLevelOrder& order,
                           const std::string& file, Expectation& expectation);

// `references` are there where answers are to be judged on data that are made for them.
Json expectation_to_json(const Expectation& expectation, const Lesson& lesson, const Step& step,
                         const std::vector<MistakePrint>& mistakes,
                         const std::vector<std::string>& references);

// The parts of such a file. Fail with the first error in it.
Result<Expectation> expectation_from_json(const Json& json, const Lesson& lesson, const Step& step);
// [{"column": 0, "descending": false}]
Json order_json(const std::vector<OrderKey>& keys);
// Of a sealed build only columns and order are known.
Result<Expectation> sealed_expectation(const Json& json, const Lesson& lesson, const Step& step);
Result<std::vector<MistakePrint>> mistake_prints_from_json(const Json& json, const Lesson& lesson,
                                                           const Step& step);
Result<std::vector<std::string>> references_from_json(const Json& json, const Lesson& lesson,
                                                      const Step& step);

}  // namespace nightshift
