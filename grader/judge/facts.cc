#include "grader/judge/facts.h"

#include <algorithm>
#include <string_view>

#include "engine/base/ascii.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

template <typename T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

// What only one of them has, in the order of both.
template <typename T>
std::vector<T> in_one_only(const std::vector<T>& left, const std::vector<T>& right) {
  std::vector<T> only;
  const auto add_missing = [&](const std::vector<T>& from, const std::vector<T>& other) {
    for (const T& fact : from) {
      if (std::find(other.begin(), other.end(), fact) == other.end()) only.push_back(fact);
    }
  };
  add_missing(left, right);
  add_missing(right, left);
  return only;
}

struct Wildcards {
  char many;
  char one;
  bool fold_case;
};

// Greedy, with one place to come back to: the latest wildcard for many.
bool matches(std::string_view pattern, std::string_view text, const Wildcards& wild) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  const auto same = [&](char left, char right) {
    return wild.fold_case ? lower_letter(left) == lower_letter(right) : left == right;
  };
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == wild.many) {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && (pattern[p] == wild.one || same(pattern[p], text[t]))) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == wild.many) ++p;
  return p == pattern.size();
}

int compared(const Cell& left, const Cell& right) {
  if (is_number(left) && is_number(right)) return compare_numbers(left, right);
  if (cell_less(left, right)) return -1;
  return cell_less(right, left) ? 1 : 0;
}

}  // namespace

QueryFacts merged(const QueryFacts& left, const QueryFacts& right) {
  QueryFacts both = left;
  append(both.constants, right.constants);
  append(both.pairs, right.pairs);
  append(both.dates, right.dates);
  append(both.group_bounds, right.group_bounds);
  append(both.limits, right.limits);
  append(both.group_columns, right.group_columns);
  append(both.order_columns, right.order_columns);
  append(both.case_columns, right.case_columns);
  append(both.arithmetic, right.arithmetic);
  append(both.distances, right.distances);
  append(both.proposals, right.proposals);
  append(both.loose_constants, right.loose_constants);
  append(both.loose_days, right.loose_days);
  append(both.tables, right.tables);
  append(both.columns, right.columns);
  both.disputes = {.constants = in_one_only(left.constants, right.constants),
                   .dates = in_one_only(left.dates, right.dates),
                   .pairs = in_one_only(left.pairs, right.pairs)};
  const bool any_table = left.tables.empty() || right.tables.empty();
  if (any_table) both.tables.clear();
  return both;
}

bool like_matches(std::string_view pattern, std::string_view text) {
  return matches(pattern, text, {.many = '%', .one = '_', .fold_case = true});
}

bool glob_matches(std::string_view pattern, std::string_view text) {
  return matches(pattern, text, {.many = '*', .one = '?', .fold_case = false});
}

bool satisfies(const Cell& value, CompareOperator op, const Cell& constant) {
  if (std::holds_alternative<Null>(value) || std::holds_alternative<Null>(constant)) return false;
  switch (op) {
    case CompareOperator::kEqual:
      return compared(value, constant) == 0;
    case CompareOperator::kNotEqual:
      return compared(value, constant) != 0;
    case CompareOperator::kLess:
      return compared(value, constant) < 0;
    case CompareOperator::kLessEqual:
      return compared(value, constant) <= 0;
    case CompareOperator::kGreater:
      return compared(value, constant) > 0;
    case CompareOperator::kGreaterEqual:
      return compared(value, constant) >= 0;
    case CompareOperator::kLike:
      return like_matches(cell_text(constant), cell_text(value));
    case CompareOperator::kGlob:
      return glob_matches(cell_text(constant), cell_text(value));
  }
  return false;
}

}  // namespace nightshift
