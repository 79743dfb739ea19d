// Work as a number: what a query has spent of its budget, the same on every machine.
#pragma once

#include <cstdint>

namespace nightshift {

// Counts steps of SQLite's virtual machine, in slices of 1000, and work that those steps do not
// show.
class StepMeter {
 public:
  static constexpr std::int64_t kSlice = 1000;

  // One step's worth of work on the bytes of a long text, for charge().
  static constexpr std::int64_t kBytesPerStep = 256;

  // Starts counting from zero. The budget is spent once `steps_max` steps were counted.
  void start(std::int64_t steps_max) {
    steps_max_ = steps_max;
    price_ = 1;
    spent_ = 0;
    charged_ = 0;
  }

  // From now on every step counts `price` times; what was spent stays spent.
  void set_price(std::int64_t price) { price_ = price; }

  // A slice of steps ran, which looked at `pages` pages of tables and indexes. False when the
  // budget is spent.
  //
  // A scan looks at a page once in a hundred steps, a search in a tree at less than one per step.
  // But SQLite counts the rows of a whole table in one step, page by page: so pages beyond one per
  // step count as steps. Repeated ten million times over a large table, count(*) would else take
  // hours and hardly any steps.
  bool add_slice(std::int64_t pages) {
    const std::int64_t beyond = pages > kSlice ? pages - kSlice : 0;
    charged_ += beyond;
    spent_ += kSlice * price_ + beyond;
    return !is_over();
  }

  // Work of `bytes` bytes looked at inside one function call, whole steps only. Ask before doing
  // it. False when the budget is spent.
  bool charge_bytes(std::int64_t bytes) {
    const std::int64_t steps = bytes / kBytesPerStep;
    charged_ += steps;
    spent_ += steps;
    return !is_over();
  }

  bool is_over() const { return spent_ >= steps_max_; }
  std::int64_t spent() const { return spent_; }

  // Of what was spent, the part that are no steps: bytes and pages.
  std::int64_t charged() const { return charged_; }

 private:
  std::int64_t steps_max_ = INT64_MAX;
  std::int64_t price_ = 1;
  std::int64_t spent_ = 0;
  std::int64_t charged_ = 0;
};

}  // namespace nightshift
