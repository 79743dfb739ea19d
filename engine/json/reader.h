// A typed look into a JSON document that remembers where it is, so that every error names its
// place.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"

namespace nightshift {

// A cursor at one value. Reading never stops at the first error: a value of the wrong kind adds an
// Error to the list and gives a default, so that an author sees all that is wrong at once. An
// absent value (a required key that is missing) was reported once and then reads as defaults in
// silence.
//
//   JsonReader root(json, {Whose::kAuthor, "pack.json"}, errors);
//   const std::string title = root.member("title").text();
//   if (auto level = root.optional_member("level")) lesson.level = level->integer(1, 5);
//   root.no_other_keys();
class JsonReader {
 public:
  struct Source {
    Whose whose = Whose::kHost;
    std::string file;
  };

  // `json` and `errors` must outlive the reader and those made from it.
  JsonReader(const Json& json, const Source& source, Errors& errors);

  bool present() const { return json_ != nullptr; }
  const std::string& pointer() const { return pointer_; }
  const std::string& file() const { return source_.file; }

  // A member of an object. A missing one is the error "json.missing_key".
  JsonReader member(std::string_view key);
  // A member that may be missing; null counts as missing.
  std::optional<JsonReader> optional_member(std::string_view key);
  // All members, for objects whose keys are names; sorted by key, because the order of members
  // means nothing.
  std::vector<std::pair<std::string, JsonReader>> members();
  // Reports each member that was never asked for as "json.unknown_key", with the nearest that was.
  void no_other_keys();

  // The elements of an array of at least `count_min`; errors "json.wrong_kind",
  // "json.out_of_range".
  std::vector<JsonReader> elements(std::size_t count_min = 0);

  // Scalars; errors "json.wrong_kind" and "json.out_of_range".
  std::string text();  // not empty
  std::string text_or_empty();
  bool boolean();
  std::int64_t integer(std::int64_t min, std::int64_t max);
  double number(double min, double max);
  std::vector<std::string> texts();  // an array of texts, none of them empty

  // One of a few words; the error "json.unknown_value" names them all and the nearest.
  template <typename T, std::size_t N>
  T choice(const std::array<std::pair<std::string_view, T>, N>& choices) {
    std::vector<std::string> words;
    for (const auto& choice : choices) words.emplace_back(choice.first);
    const std::optional<std::size_t> index = word_index(words);
    return choices[index.value_or(0)].second;
  }

  // Adds an error at this place, about anything the caller found.
  void error(std::string code, std::string message, std::string remedy);

  const Json* json() const { return json_; }

 private:
  JsonReader(const Json* json, const JsonReader& parent, std::string_view token);
  void wrong_kind(std::string_view wanted);
  std::optional<std::size_t> word_index(const std::vector<std::string>& words);

  const Json* json_;
  Source source_;
  Errors* errors_;
  std::string pointer_;
  std::vector<std::string> asked_;  // keys asked for so far
};

}  // namespace nightshift
