// Both queries of a dispute again, on other rows. For the files of this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "grader/judge/provenance.h"

namespace nightshift {

// Both results on some rows. No actual one: the answer ends with an error.
struct Results {
  Table expected;
  std::optional<Table> actual;
  bool agree = false;
};

// Runs both queries as they were run where the difference was found.
class Retrial {
 public:
  Retrial(const Dispute& dispute, const TinyData& data, const Finding& finding,
          std::int64_t tries_max);

  // The results on the rows themselves, which differ; nullopt where that cannot be seen.
  const std::optional<Results>& first() const { return first_; }

  // nullopt where the rows are refused, the reference fails, or no tries are left.
  std::optional<Results> look(const TinyData& data);

  // As far as the difference is concerned: in order, where that is what differs.
  bool same(const Table& left, const Table& right) const {
    return same_result(left, right, rules_);
  }
  bool same(const std::optional<Table>& left, const std::optional<Table>& right) const {
    return left && right ? same(*left, *right) : left.has_value() == right.has_value();
  }

  // Has the reference one result on the rows, and the answer, where it should agree, the same
  // however they lie? False also where it was asked too often.
  bool confirms(const TinyData& data, bool should_agree);

 private:
  std::optional<Results> look_in(std::size_t arrangement);

  Dispute dispute_;
  std::optional<Contender> reference_;
  ResultRules rules_;
  std::size_t arrangement_ = 0;
  bool both_ = false;  // they agree only where they do in two arrangements
  std::int64_t tries_left_;
  int confirmations_left_;
  std::optional<Results> first_;
};

// Every row, in the order of tables and rows.
std::vector<RowRef> all_rows_of(const TinyData& data);

// See roles_of().
std::vector<RowRole> find_roles(Retrial& retrial, const WhatIf& what_if, const TinyData& data);

}  // namespace nightshift
