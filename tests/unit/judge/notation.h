// Facts, data and pairs of queries as short texts, so that a case is one line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/warehouse/scratch.h"
#include "grader/judge/compare.h"
#include "grader/judge/data_maker.h"
#include "grader/judge/shrink.h"

namespace nightshift {

// A database made of DDL that must be right.
ScratchDatabase scratch(std::string_view ddl, bool reverse = false);

// "t.c" in the schema.
ColumnRef column_of(const ScratchSchema& schema, std::string_view path);

// Clauses with semicolons between them; unknown names abort.
//   orders.total > 100            a constant (operators = <> < <= > >= like glob)
//   orders.customer = customers.id  a pair of columns
//   date orders.placed %Y = 2020  a date use
//   having count >= 3; having sum orders.total > 10
//   limit 3; group t.c; order t.c; case t.c; arithmetic t.c; table t
QueryFacts facts_of(const ScratchSchema& schema, std::string_view text);

// "customers: 1 'a' | 2 'b'; orders: 1 1 5.0": rows for some tables.
TinyData data_of(const ScratchSchema& schema, std::string_view text);

// The same back.
std::string data_text(const ScratchSchema& schema, const TinyData& data);

// Constraints that must be right.
Constraints constraints_of(const ScratchSchema& schema, std::string_view json);

// A reference and an answer over one schema.
struct QueryPair {
  std::string name;
  std::string ddl;
  std::string reference;
  std::string answer;
  std::string facts;
  bool ordered = false;
  std::string constraints = "{}";
};

// What many tiny databases said about a pair.
struct PairTrial {
  std::optional<std::uint64_t> found_at;  // number of the first database that tells them apart
  std::uint64_t judged = 0;               // databases on which the reference is stable
  std::uint64_t with_rows = 0;            // of these, with a reference result of some rows
  TinyData smallest;                      // of the first that tells them apart
  std::int64_t shrink_tries = 0;
  std::string problem;  // a query that does not run
};
PairTrial try_pair(const QueryPair& pair, std::uint64_t databases, std::uint64_t seed = 1);

}  // namespace nightshift
