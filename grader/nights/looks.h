// Read-only forensics inside a budget: what there is to look at in a night, and what looking takes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/trace.h"
#include "engine/lesson/pack.h"
#include "engine/night/look.h"

namespace nightshift {

// Something that the trace tells of.
struct LookSubject {
  std::string subject;
  std::string_view about;   // what it is, in a few words: "task", "table of the shop", "tile"
  std::int64_t events = 0;  // how many lines its log has
};

// All subjects of a trace in the order in which they appear. What the fault plan did is not seen.
std::vector<LookSubject> look_subjects(const Trace& trace);

// The first look into the log of something that is not there: "answer.unknown_subject" with the
// pointer into `file`.
std::optional<Error> unknown_look(const Trace& trace, const std::vector<Look>& looks,
                                  const std::string& file);

bool has_looked_at(const std::vector<Look>& looks, std::string_view subject);

// A look, and how long it took.
struct SpentLook {
  std::string what;  // "the log of load_orders", "a query of the shop"
  DurationUs cost = 0;
};

// A log that was looked at twice costs once; every query costs.
std::vector<SpentLook> spent_looks(const std::vector<Look>& looks, const LookPrices& prices);

}  // namespace nightshift
