// Any bytes as constraints on data. What is read is obeyed by every database that is made.

#include <cstdint>
#include <optional>

#include "grader/judge/legal.h"
#include "grader/judge/settle.h"
#include "tests/fuzz/promise.h"

namespace {

constexpr const char* kShop =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, born_on DATE);"
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id),"
    " total REAL, status TEXT, CHECK (total >= 0), UNIQUE (customer_id, status))";
constexpr std::uint64_t kDatabases = 3;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nightshift;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto database = ScratchDatabase::create(kShop, {});
  fuzz::expect(database.has_value(), "the shop's tables are made");
  const auto constraints = read_constraints(text, "constraints.json", database->schema());
  if (!constraints) {
    fuzz::expect_words(constraints.error());
    return 0;
  }
  if (const auto added = add_checks(*database, *constraints); !added) {
    fuzz::expect_words(added.error());
    return 0;
  }
  const LegalRules rules = legal_rules(database->schema(), *constraints);
  const DataMaker maker(rules, {}, {.seed = 1});
  if (const auto meetable = check_meetable(*database, maker, kDatabases); !meetable) {
    fuzz::expect_words(meetable.error());
  }
  for (std::uint64_t number = 0; number < kDatabases; ++number) {
    const std::optional<TinyData> made = make_legal(*database, maker, number);
    if (made) fuzz::expect(!first_violation(rules, *made), "what is made is legal");
  }
  return 0;
}
