// A notation for nights made by hand: what happened, and what was true, line by line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/nights/judgement.h"
#include "grader/nights/night_record.h"

namespace nightshift {

// "10T22:00" in March 2026; "10" is that midnight.
TimeUs march(std::string_view text);

// From 1 to 15 March 2026, with the tile "tile". The pipeline is that of the incident:
// load_orders reads shop.orders.
class MadeNight {
 public:
  MadeNight();

  // An order over so many cents, paid at once unless it says when; perhaps given back.
  MadeNight& order(std::string_view at, std::int64_t cents, std::string_view paid = "",
                   std::string_view refunded = "");

  // A change in the plan, and what became of it at its time: "shipped", "refused", "overridden".
  MadeNight& change(FaultKind kind, std::string_view at, std::string_view outcome);
  // Another trouble of the plan, which came to pass.
  MadeNight& trouble(FaultKind kind, std::string_view at);
  // shop.orders refuses connections.
  MadeNight& out(std::string_view from, std::string_view until);

  MadeNight& shows(std::string_view at, std::int64_t cents);
  MadeNight& shows_no_data(std::string_view at);
  MadeNight& flagged(std::string_view at, bool stale);

  // load_orders ended: "success" or "failed".
  MadeNight& loaded(std::string_view at, std::int64_t read, std::int64_t written,
                    std::string_view state = "success", std::string_view error = "");
  MadeNight& reads(std::string_view at);
  MadeNight& quarantined(std::string_view at, std::int64_t rows);
  MadeNight& pages(std::string_view at, std::string_view key, bool wakes = true);

  // Any event.
  std::int64_t add(std::string_view at, TraceKind kind, std::string_view subject,
                   std::vector<TraceField> fields, std::int64_t cause = -1);

  NightRecord record;
};

// "pass", "fail night.silent_wrong", "unknown night.limit", "skipped".
std::string outcome_of(const Judgement& judgement);

CheckSpec spec_with(std::string name = "", std::int64_t value = 0);

}  // namespace nightshift
