// A notation for nights in tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/night/night.h"
#include "tests/support/orders_daily.h"

namespace nightshift {

TimeUs at(std::string_view text);
Night open_night(const PipelineFiles& files, const std::string& faults = "[]");

// The events of a kind, "10T22:00 shop.orders|...": day and minute, subject, and the named fields.
std::string told(const Night& night, TraceKind kind, std::string_view since,
                 const std::vector<std::string_view>& fields = {});

// What the console answers, or the code of what is wrong.
std::string acted(Night& night, std::string_view line);

// What a query on the warehouse gives, rows apart by |; the error's code otherwise.
std::string asked(Night& night, std::string_view sql,
                  NightDatabase database = NightDatabase::kWarehouse);

}  // namespace nightshift
