// Days and seconds as numbers and as text, in the proleptic Gregorian calendar, years 0000 to 9999. No clock is read
// here or anywhere in the engine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nightshift {

// Days since 1970-01-01 of 'YYYY-MM-DD'; nullopt when the text is no day that exists.
std::optional<std::int64_t> day_from_text(std::string_view text);

// 'YYYY-MM-DD' of a day; the year must lie within 0000 to 9999.
std::string date_text(std::int64_t day);

// Seconds since 1970-01-01T00:00:00Z of 'YYYY-MM-DDTHH:MM:SS' with 'Z' or '+HH:MM' (T may be a space, the offset may
// be missing and then means UTC); nullopt otherwise.
std::optional<std::int64_t> second_from_text(std::string_view text);

// 'YYYY-MM-DDTHH:MM:SS+HH:MM' of a second, as the wall clock of that offset shows it.
std::string second_text(std::int64_t second, std::int64_t offset_minutes);

// Minutes of '+HH:MM', '-HH:MM' or 'Z', at most 14 hours; nullopt otherwise.
std::optional<std::int64_t> offset_from_text(std::string_view text);

}  // namespace nightshift
