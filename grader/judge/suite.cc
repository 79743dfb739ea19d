#include "grader/judge/suite.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/digest.h"
#include "engine/sql/parse.h"
#include "grader/judge/query_facts.h"
#include "grader/judge/settle.h"

namespace nightshift {
namespace {

// A database that was tried, and the mutants that it tells from the reference.
struct Candidate {
  TinyData data;
  std::vector<std::size_t> kills;  // ascending
  bool has_rows = false;           // the reference finds some
  bool is_chosen = false;
};

class SuiteChoice {
 public:
  SuiteChoice(Arena& arena, Referee& referee, const DataMaker& maker, const JudgeOptions& options)
      : arena_(arena), referee_(referee), maker_(maker), options_(options) {}

  Suite choose(std::vector<Mutant> mutants) {
    enter(std::move(mutants));
    try_databases();
    hunt_survivors();
    cover();
    Suite suite{.databases = std::move(chosen_), .report = std::move(report_)};
    suite.report.mutants = mutants_.size();
    suite.report.databases = suite.databases.size();
    for (std::size_t index = 0; index < mutants_.size(); ++index) {
      if (is_dead_[index]) {
        ++suite.report.killed;
        suite.mutants.push_back(std::move(mutants_[index]));
        suite.contenders.push_back(std::move(contenders_[index]));
      } else {
        suite.report.survivors.push_back(std::move(mutants_[index]));
      }
    }
    return suite;
  }

 private:
  // Mutants that cannot be prepared are no queries; nobody can hand them in.
  void enter(std::vector<Mutant> mutants) {
    for (Mutant& mutant : mutants) {
      auto contender = arena_.enter(mutant.sql, {.steps_max = options_.mutant_steps_max});
      if (!contender) continue;
      mutants_.push_back(std::move(mutant));
      contenders_.push_back(std::move(*contender));
    }
    is_dead_.assign(mutants_.size(), false);
    kill_counts_.assign(mutants_.size(), 0);
  }

  void try_databases() {
    std::size_t idle = 0;
    for (std::uint64_t number = 0; number < options_.candidates_max; ++number) {
      if (idle >= options_.idle_max || report_.failed >= kFailuresMax) return;
      ++idle;
      auto data = make_legal(arena_.database(), maker_, number);
      if (!data) continue;
      const auto expected = result_on(std::move(*data));
      if (expected && try_one(*expected)) idle = 0;
    }
  }

  // The reference's result on data that were just made.
  std::optional<Table> result_on(TinyData data) {
    ++report_.candidates;
    arena_.adopt(std::move(data));
    auto expected = referee_.result();
    if (!expected) {
      ++report_.unstable;
      note_trouble();
    }
    return expected;
  }

  // Whoever is left is asked for on its own, by data about what it and the reference dispute: which
  // mutants are told apart is not to hang on a seed.
  void hunt_survivors() {
    for (std::size_t index = 0; index < mutants_.size(); ++index) {
      const auto tree = is_dead_[index] ? std::nullopt : tree_of(mutants_[index].sql);
      if (!tree) continue;
      const DataMaker maker =
          maker_.against(facts_of(*tree, maker_.rules().schema), hash64(mutants_[index].sql, 0));
      for (std::uint64_t number = 0; number < options_.hunt_max && !is_dead_[index]; ++number) {
        if (report_.failed >= kFailuresMax) return;
        hunt(index, maker, 2 * number + 1);  // every other one is about disputes
      }
    }
  }

  void hunt(std::size_t index, const DataMaker& maker, std::uint64_t number) {
    auto data = make_legal(arena_.database(), maker, number);
    if (!data) return;
    const auto expected = result_on(std::move(*data));
    if (expected && told(index, *expected) != Told::kSame) try_one(*expected);
  }

  // The tree of a query; nullopt for what the parser does not know.
  static std::optional<Select> tree_of(std::string_view sql) {
    auto tree = parse_query(sql);
    return tree ? std::optional(std::move(*tree)) : std::nullopt;
  }

  // Why the reference has no one result here.
  void note_trouble() {
    if (referee_.was_on_edge()) {
      ++report_.on_edge;
    } else if (!referee_.failure()) {
      if (!report_.by_luck_on) report_.by_luck_on = arena_.data();
    } else {
      ++report_.failed;
      report_.failure = referee_.failure()->message;
      if (!report_.failed_on) report_.failed_on = arena_.data();
    }
  }

  static bool is_about_order(const Mutant& mutant) {
    return mutant.error_class == ErrorClass::kOrder || mutant.error_class == ErrorClass::kLimit ||
           mutant.error_class == ErrorClass::kWindow;
  }

  enum class Told { kSame, kDiffers, kFails };

  // What is right by luck is seen where rows lie otherwise.
  Told told(std::size_t index, const Table& expected) {
    Result<Table> actual = arena_.run(contenders_[index], 0);
    const bool same = actual && referee_.agree(expected, *actual);
    if (same && is_about_order(mutants_[index])) actual = arena_.run(contenders_[index], 1);
    if (!actual) return Told::kFails;
    return referee_.agree(expected, *actual) ? Told::kSame : Told::kDiffers;
  }

  // True when it tells something that none before it did. Each mutant is asked until several
  // databases tell it, so that a small cover can be chosen among them.
  bool try_one(const Table& expected) {
    Candidate candidate{.data = arena_.data(), .kills = {}, .has_rows = expected.row_count() > 0};
    bool is_news = false;
    for (std::size_t index = 0; index < mutants_.size(); ++index) {
      if (kill_counts_[index] >= kKillsEnough) continue;
      const Told difference = told(index, expected);
      if (difference == Told::kSame) continue;
      is_news = is_news || !is_dead_[index];
      is_dead_[index] = true;
      // A mutant that does not end need not show it again.
      kill_counts_[index] = difference == Told::kFails ? kKillsEnough : kill_counts_[index] + 1;
      candidate.kills.push_back(index);
    }
    const bool shows_rows = candidate.has_rows && !seen_rows_;
    seen_rows_ = seen_rows_ || candidate.has_rows;
    candidates_.push_back(std::move(candidate));
    return is_news || shows_rows;
  }

  // The one that tells most of what is left, again and again; of equals the smallest. Each mutant
  // is to be told several times: a wrong answer is like one, and not the same.
  void cover() {
    std::vector<std::size_t> covered(mutants_.size(), 0);
    const auto gain_of = [&](const Candidate& candidate) {
      return std::count_if(candidate.kills.begin(), candidate.kills.end(),
                           [&](std::size_t index) { return covered[index] < kCoverTimes; });
    };
    while (chosen_.size() < options_.suite_max) {
      Candidate* best = nullptr;
      for (Candidate& candidate : candidates_) {
        if (candidate.is_chosen || gain_of(candidate) == 0) continue;
        const bool better = best == nullptr || gain_of(candidate) > gain_of(*best) ||
                            (gain_of(candidate) == gain_of(*best) &&
                             candidate.data.row_count() < best->data.row_count());
        if (better) best = &candidate;
      }
      if (best == nullptr) break;
      for (const std::size_t index : best->kills) ++covered[index];
      choose(*best);
    }
    fill_up();
  }

  // The rest is as it came: data of every style on which the reference finds rows.
  void fill_up() {
    for (Candidate& candidate : candidates_) {
      if (chosen_.size() >= options_.suite_max) return;
      if (!candidate.is_chosen && candidate.has_rows) choose(candidate);
    }
  }

  void choose(Candidate& candidate) {
    candidate.is_chosen = true;
    chosen_.push_back(candidate.data);
  }

  static constexpr std::size_t kCoverTimes = 6;
  static constexpr std::size_t kKillsEnough = 24;
  static constexpr std::size_t kFailuresMax = 16;

  Arena& arena_;
  Referee& referee_;
  const DataMaker& maker_;
  const JudgeOptions& options_;
  std::vector<Mutant> mutants_;
  std::vector<Contender> contenders_;
  std::vector<bool> is_dead_;
  std::vector<std::size_t> kill_counts_;
  std::vector<Candidate> candidates_;
  std::vector<TinyData> chosen_;
  SuiteReport report_;
  bool seen_rows_ = false;
};

}  // namespace

Suite choose_suite(Arena& arena, Referee& referee, const DataMaker& maker,
                   std::vector<Mutant> mutants, const JudgeOptions& options) {
  return SuiteChoice(arena, referee, maker, options).choose(std::move(mutants));
}

}  // namespace nightshift
