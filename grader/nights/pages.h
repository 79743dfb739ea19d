// When somebody was woken.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/kernel/trace.h"

namespace nightshift {

struct Page {
  std::int64_t event = -1;
  TimeUs at = 0;
  std::string summary;
  bool is_viewers = false;  // a person who looked at a tile called, and no machine
};

// Each time that a telephone rang: incidents that opened and woke somebody, and escalations.
std::vector<Page> wakings(const Trace& trace);

}  // namespace nightshift
