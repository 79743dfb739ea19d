// Times and amounts as a person says them.
#pragma once

#include <cstdint>
#include <string>

#include "engine/kernel/time.h"

namespace nightshift {

// Cents as dollars: "$4,049.54", "-$0.05".
std::string money_words(std::int64_t cents);

// "10 March".
std::string day_words(TimeUs time);

// "00:10 on 11 March"; the seconds only where there are some.
std::string moment_words(TimeUs time);

// "from 00:10 to 02:00 on 11 March", "from 22:00 on 10 March to 02:00 on 11 March".
std::string stretch_words(TimeUs from, TimeUs until);

// "1 hour 50 minutes", "2 days", "30 seconds": the two largest units; "no time" for 0.
std::string duration_words(DurationUs duration);

}  // namespace nightshift
