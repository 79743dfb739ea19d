// Queries of chance over three small tables: right ones, with what lineage has to follow in them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/random.h"
#include "tests/unit/sql/lineage_trial.h"

namespace nightshift {

class QueryMaker {
 public:
  explicit QueryMaker(std::uint64_t seed) : chance_(seed, "queries") {}

  // a (id, x, y, d), b (id, x, z), c (id, y, w)
  static std::vector<TrialTable> tables();

  std::string query();

 private:
  // What a FROM offers: a name, and the columns that are asked for under it.
  struct Offer {
    std::string name;
    std::vector<std::string> columns;
  };

  bool sometimes(std::uint64_t one_in) { return chance_.below(one_in) == 0; }
  std::string one_of(const std::vector<std::string>& words);
  std::string column(const std::vector<Offer>& offers);
  std::string value(const std::vector<Offer>& offers, int depth);
  std::string condition(const std::vector<Offer>& offers, int depth);
  std::string aggregate(const std::vector<Offer>& offers, int depth);
  std::string window(const std::vector<Offer>& offers, int depth);
  std::string window_body(const std::vector<Offer>& offers);
  std::string from(std::vector<Offer>& offers, const std::vector<Offer>& outer, int depth);
  std::string source(Offer& offer, const std::vector<Offer>& outer, int depth);
  // A query with `columns` columns called k0, k1, ...; it may use the columns of `outer`.
  std::string select(std::size_t columns, const std::vector<Offer>& outer, int depth);
  std::string core(std::size_t columns, const std::vector<Offer>& outer, int depth);
  std::string with(int depth);

  RandomStream chance_;
  int names_ = 0;
  std::vector<Offer> common_;  // the tables of WITH
};

}  // namespace nightshift
