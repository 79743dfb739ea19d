// What a sealed build holds in the place of results: digests that only tell whether a result is
// the right one, and texts that open only for who has a certain result.
//
// This keeps nobody out who wants to get in: a small result can be guessed. It keeps answers from
// lying open, no more; whoever has the full pack decides.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/json.h"
#include "engine/json/reader.h"
#include "engine/table/difference.h"

namespace nightshift {

// How a result is written down before it is digested: under which rules two results are the same.
struct ResultForm {
  bool as_set = false;         // duplicates do not count
  bool ordered = false;        // rows that agree on `keys` may come in any order, others not
  bool by_row = false;         // of ordered results: no two rows may change places
  std::vector<OrderKey> keys;  // of ordered results; directions do not matter here

  friend bool operator==(const ResultForm& left, const ResultForm& right);
};

// The result as one text: equal for equal results. Whole numbers and reals are written by value,
// reals to nine digits. Key columns must be there where the form is ordered by keys; a result that
// lacks them is another one.
std::string canonical_result(const Table& result, const ResultForm& form);

// Does a real in it lie so near the edge of the ninth digit, or so near 0, that another machine, or
// another sum of the same numbers, might round it the other way?
bool on_rounding_edge(const Table& result);

constexpr std::int64_t kSealRounds = 20'000;

// SHA-256 of salt and text, again and again: 64 hexadecimal digits. Costs some milliseconds.
std::string seal_digest(std::string_view salt, std::string_view text, std::int64_t rounds);

// A text that opens only with the key that closed it, which is a seal_digest().
struct Secret {
  std::string tag;     // tells whether a key is the right one
  std::string closed;  // hexadecimal digits
};
Secret close_text(std::string_view key, std::string_view text);
// nullopt for another key.
std::optional<std::string> open_text(std::string_view key, const Secret& secret);

Json form_json(const ResultForm& form);
ResultForm form_from_json(JsonReader reader);

}  // namespace nightshift
