// "compare" and "budget": settings with defaults, overridden from pack to lesson to step.

#include <array>
#include <string_view>
#include <utility>

#include "engine/lesson/reading.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::array kColumnMatchings = {std::pair{"position"sv, ColumnMatching::kPosition},
                                         std::pair{"name"sv, ColumnMatching::kName},
                                         std::pair{"any"sv, ColumnMatching::kAny}};
constexpr std::array kNameRules = {std::pair{"warn"sv, NameRule::kWarn},
                                   std::pair{"require"sv, NameRule::kRequire},
                                   std::pair{"ignore"sv, NameRule::kIgnore}};
constexpr std::array kTypeRules = {std::pair{"compatible"sv, TypeRule::kCompatible},
                                   std::pair{"exact"sv, TypeRule::kExact},
                                   std::pair{"ignore"sv, TypeRule::kIgnore}};
constexpr std::array kDuplicates = {std::pair{"bag"sv, false}, std::pair{"set"sv, true}};
constexpr std::array kTextCases = {std::pair{"exact"sv, TextCase::kExact},
                                   std::pair{"fold"sv, TextCase::kFold}};
constexpr std::array kOrders = {std::pair{"reference"sv, CompareRules::Order::kReference},
                                std::pair{"ignore"sv, CompareRules::Order::kIgnore}};

void read_real(JsonReader reader, CellRules& rules) {
  if (auto decimals = reader.optional_member("decimals")) {
    rules.real_decimals = static_cast<int>(decimals->integer(0, 15));
  }
  if (auto absolute = reader.optional_member("absolute")) {
    rules.real_absolute = absolute->number(0, 1e300);
  }
  if (auto relative = reader.optional_member("relative")) {
    rules.real_relative = relative->number(0, 1);
  }
  reader.no_other_keys();
}

void read_text_rules(JsonReader reader, CellRules& rules) {
  if (auto trim = reader.optional_member("trim")) rules.text_trim = trim->boolean();
  if (auto text_case = reader.optional_member("case")) {
    rules.text_case = text_case->choice(kTextCases);
  }
  reader.no_other_keys();
}

void read_order(JsonReader reader, CompareRules& rules) {
  if (reader.json()->if_array() == nullptr) {
    rules.order = reader.choice(kOrders);
    return;
  }
  rules.order = CompareRules::Order::kGiven;
  rules.order_where = {.file = reader.file(), .pointer = reader.pointer()};
  rules.order_terms.clear();
  for (JsonReader& term : reader.elements(1)) rules.order_terms.push_back(term.text());
}

}  // namespace

CompareRules read_compare(JsonReader reader, const CompareRules& defaults) {
  CompareRules rules = defaults;
  if (auto columns = reader.optional_member("columns")) {
    rules.columns = columns->choice(kColumnMatchings);
  }
  if (auto names = reader.optional_member("names")) rules.names = names->choice(kNameRules);
  if (auto types = reader.optional_member("types")) rules.types = types->choice(kTypeRules);
  if (auto duplicates = reader.optional_member("duplicates")) {
    rules.rows.as_set = duplicates->choice(kDuplicates);
  }
  if (auto real = reader.optional_member("real")) read_real(*real, rules.rows.cells);
  if (auto text = reader.optional_member("text")) read_text_rules(*text, rules.rows.cells);
  if (auto order = reader.optional_member("order")) read_order(*order, rules);
  if (auto key = reader.optional_member("key")) {
    rules.rows.key = key->texts();
    rules.key_where = {.file = key->file(), .pointer = key->pointer()};
  }
  if (auto shown = reader.optional_member("rows_shown")) {
    rules.rows.rows_shown_max = static_cast<std::size_t>(shown->integer(0, 50));
  }
  reader.no_other_keys();
  return rules;
}

QueryBudget read_budget(JsonReader reader, const QueryBudget& defaults) {
  // Upper ends: what a school laptop survives.
  QueryBudget budget = defaults;
  if (auto steps = reader.optional_member("steps")) {
    budget.steps_max = steps->integer(1'000, 10'000'000'000);
  }
  if (auto rows = reader.optional_member("rows")) budget.rows_max = rows->integer(1, 1'000'000);
  if (auto bytes = reader.optional_member("bytes")) {
    budget.bytes_max = bytes->integer(1'000, 268'435'456);
  }
  if (auto value = reader.optional_member("value_bytes")) {
    budget.value_bytes_max = value->integer(1'000, 16'000'000);
  }
  if (auto sql = reader.optional_member("sql_bytes")) {
    budget.sql_bytes_max = sql->integer(100, 1'000'000);
  }
  reader.no_other_keys();
  return budget;
}

}  // namespace nightshift
