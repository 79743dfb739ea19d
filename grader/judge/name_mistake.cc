#include "grader/judge/name_mistake.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "engine/sql/parse.h"

namespace nightshift {
namespace {

constexpr std::size_t kChangesMax = 160;

// A query that may be right, and what it says of the answer if it is.
struct Repair {
  Contender contender;
  MistakeHint hint;
};

// Seen from the answer, a condition that is left out to make it right is one too many.
ErrorClass seen_from_answer(ErrorClass error_class) {
  return error_class == ErrorClass::kMissingCondition ? ErrorClass::kExtraCondition : error_class;
}

class MistakeNamer {
 public:
  MistakeNamer(const RefusedAnswer& refused, std::size_t count_max)
      : refused_(refused), count_max_(count_max) {}

  std::vector<MistakeHint> name() {
    by_mutants();
    if (hints_.empty()) by_repairs();
    return std::move(hints_);
  }

 private:
  // Mutants that do what the answer does everywhere.
  void by_mutants() {
    Suite& suite = refused_.suite;
    std::vector<std::size_t> left(suite.mutants.size());
    for (std::size_t index = 0; index < left.size(); ++index) left[index] = index;
    bool has_rows = false;
    for_each_database([&] {
      const Result<Table> actual = refused_.arena.run(refused_.answer, 0);
      if (!actual) left.clear();
      has_rows = has_rows || (actual && actual->row_count() > 0);
      std::erase_if(left, [&](std::size_t index) {
        const Result<Table> other = refused_.arena.run(suite.contenders[index], 0);
        return !other || !refused_.referee.agree(*other, *actual);
      });
      return !left.empty();
    });
    for (const std::size_t index : left) {
      const Mutant& mutant = suite.mutants[index];
      if (!has_rows && !stands_in_answer(mutant)) continue;
      add({mutant.error_class, mutant.clause, mutant.before, mutant.after});
    }
  }

  // Many mistakes end in no rows at all: then only what is seen in the answer's text is named.
  bool stands_in_answer(const Mutant& mutant) const {
    return mutant.error_class != ErrorClass::kColumn && !mutant.after.empty() &&
           refused_.answer.sql.find(mutant.after) != std::string::npos;
  }

  // Changes to the answer that make it right everywhere.
  void by_repairs() {
    const auto answer = parse_query(refused_.answer.sql);
    if (!answer) return;
    std::vector<Repair> repairs;
    for (Mutant& mutant :
         mutants_of(*answer, refused_.arena.schema(), {.mutants_max = kChangesMax})) {
      auto contender = refused_.arena.enter(mutant.sql, {.steps_max = refused_.mutant_steps_max});
      if (!contender) continue;
      repairs.push_back({.contender = std::move(*contender),
                         .hint = {.error_class = seen_from_answer(mutant.error_class),
                                  .clause = mutant.clause,
                                  .before = std::move(mutant.after),
                                  .after = std::move(mutant.before)}});
    }
    for_each_database([&] {
      const std::optional<Table> expected = refused_.referee.result();
      if (!expected) return true;
      std::erase_if(repairs, [&](Repair& repair) {
        const Result<Table> actual = refused_.arena.run(repair.contender, 0);
        return !actual || !refused_.referee.agree(*expected, *actual);
      });
      return !repairs.empty();
    });
    for (Repair& repair : repairs) add(std::move(repair.hint));
  }

  // Lays the counterexample out and then each database of the suite, while `look` says true.
  template <typename Look>
  void for_each_database(Look look) {
    refused_.arena.lay_out(refused_.smallest);
    if (!look()) return;
    for (const TinyData& data : refused_.suite.databases) {
      refused_.arena.lay_out(data);
      if (!look()) return;
    }
  }

  void add(MistakeHint hint) {
    const bool told = std::any_of(hints_.begin(), hints_.end(), [&](const MistakeHint& known) {
      return known.error_class == hint.error_class && known.clause == hint.clause;
    });
    if (!told && hints_.size() < count_max_) hints_.push_back(std::move(hint));
  }

  const RefusedAnswer& refused_;
  std::size_t count_max_;
  std::vector<MistakeHint> hints_;
};

}  // namespace

std::vector<MistakeHint> name_mistake(const RefusedAnswer& refused, std::size_t count_max) {
  return MistakeNamer(refused, count_max).name();
}

}  // namespace nightshift
