#include "grader/judge/retrial.h"

#include <utility>

namespace nightshift {
namespace {

constexpr int kConfirmationsMax = 12;
constexpr std::size_t kArrangementsMax = 2;  // in which the difference may have been found

}  // namespace

Retrial::Retrial(const Dispute& dispute, const TinyData& data, const Finding& finding,
                 std::int64_t tries_max)
    : dispute_(dispute), tries_left_(tries_max), confirmations_left_(kConfirmationsMax) {
  if (finding.kind == FindingKind::kOrder) rules_.order = ResultOrder::kSequence;
  const bool in_columns =
      finding.kind == FindingKind::kColumnCount || finding.kind == FindingKind::kColumnNames;
  if (in_columns || finding.kind == FindingKind::kOverBudget) return;
  auto entered = dispute.arena.enter(dispute.reference, dispute.answer.budget);
  if (!entered) return;
  reference_.emplace(std::move(*entered));
  both_ = finding.kind == FindingKind::kOrderDependent;
  for (; arrangement_ < kArrangementsMax; ++arrangement_) {
    auto results = look(data);
    if (!results || results->agree) continue;
    first_ = std::move(results);
    return;
  }
}

std::optional<Results> Retrial::look(const TinyData& data) {
  if (tries_left_ <= 0) return std::nullopt;
  --tries_left_;
  dispute_.arena.lay_out(data);
  auto results = look_in(arrangement_);
  if (!both_ || !results || !results->agree) return results;
  auto other = look_in(1 - arrangement_);
  return other && !other->agree ? other : results;
}

std::optional<Results> Retrial::look_in(std::size_t arrangement) {
  auto expected = dispute_.arena.run(*reference_, arrangement);
  if (!expected) return std::nullopt;
  auto actual = dispute_.arena.run(dispute_.answer, arrangement);
  Results results{.expected = std::move(*expected), .actual = std::nullopt};
  if (actual) {
    results.agree = dispute_.referee.agree(results.expected, *actual);
    results.actual = std::move(*actual);
  }
  return results;
}

bool Retrial::confirms(const TinyData& data, bool should_agree) {
  if (--confirmations_left_ < 0) return false;
  dispute_.arena.lay_out(data);
  if (!dispute_.referee.result()) return false;
  return !should_agree || !dispute_.referee.examine(dispute_.answer, kArrangementsMax);
}

std::vector<RowRef> all_rows_of(const TinyData& data) {
  std::vector<RowRef> rows;
  for (std::size_t t = 0; t < data.tables.size(); ++t) {
    for (std::size_t r = 0; r < data.tables[t].size(); ++r) rows.push_back({t, r});
  }
  return rows;
}

std::vector<RowRole> find_roles(Retrial& retrial, const WhatIf& what_if, const TinyData& data) {
  std::vector<RowRole> roles;
  if (!retrial.first()) return roles;
  const Results& first = *retrial.first();
  for (const RowRef& row : all_rows_of(data)) {
    const TinyData less = what_if.without(data, row);
    const auto results = retrial.look(less);
    RowRole role{.row = row};
    if (results) {
      const bool expected_moves = !retrial.same(first.expected, results->expected);
      const bool actual_moves = !retrial.same(first.actual, results->actual);
      role.part = expected_moves ? (actual_moves ? RowPart::kBoth : RowPart::kReferenceOnly)
                                 : (actual_moves ? RowPart::kAnswerOnly : RowPart::kNone);
    }
    role.has_followers = less.row_count() + 1 < data.row_count();
    roles.push_back(role);
  }
  return roles;
}

}  // namespace nightshift
