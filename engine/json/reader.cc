#include "engine/json/reader.h"

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

std::string quoted_list(const std::vector<std::string>& words) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) list += i + 1 == words.size() ? " or " : ", ";
    list += "\"" + words[i] + "\"";
  }
  return list;
}

}  // namespace

JsonReader::JsonReader(const Json& json, const Source& source, Errors& errors)
    : json_(&json), source_(source), errors_(&errors) {}

JsonReader::JsonReader(const Json* json, const JsonReader& parent, std::string_view token)
    : json_(json),
      source_(parent.source_),
      errors_(parent.errors_),
      pointer_(parent.pointer_ + "/" + pointer_token(token)) {}

JsonReader JsonReader::member(std::string_view key) {
  asked_.emplace_back(key);
  if (json_ == nullptr) return {nullptr, *this, key};
  if (json_->if_object() == nullptr) {
    wrong_kind("an object");
    json_ = nullptr;
    return {nullptr, *this, key};
  }
  const Json* found = json_->find(key);
  if (found == nullptr) {
    error("json.missing_key", "the key \"" + std::string(key) + "\" is missing",
          "Add \"" + std::string(key) + "\" here.");
  }
  return {found, *this, key};
}

std::optional<JsonReader> JsonReader::optional_member(std::string_view key) {
  asked_.emplace_back(key);
  if (json_ == nullptr) return std::nullopt;
  if (json_->if_object() == nullptr) {
    wrong_kind("an object");
    json_ = nullptr;
    return std::nullopt;
  }
  const Json* found = json_->find(key);
  if (found == nullptr || found->is_null()) return std::nullopt;
  return JsonReader(found, *this, key);
}

std::vector<std::pair<std::string, JsonReader>> JsonReader::members() {
  std::vector<std::pair<std::string, JsonReader>> members;
  if (json_ == nullptr) return members;
  const Json::Object* object = json_->if_object();
  if (object == nullptr) {
    wrong_kind("an object");
    return members;
  }
  for (const Json::Member& member : *object) {
    asked_.push_back(member.first);
    members.emplace_back(member.first, JsonReader(&member.second, *this, member.first));
  }
  std::sort(members.begin(), members.end(),
            [](const auto& left, const auto& right) { return left.first < right.first; });
  return members;
}

void JsonReader::no_other_keys() {
  if (json_ == nullptr || json_->if_object() == nullptr) return;
  for (const Json::Member& member : *json_->if_object()) {
    const std::string& key = member.first;
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    const std::optional<std::string> near = nearest(key, asked_);
    JsonReader(&member.second, *this, key)
        .error("json.unknown_key", "the key \"" + shortened(key, 60) + "\" is not known here",
               near ? "Did you mean \"" + *near + "\"?"
                    : "Remove it; known keys are " + quoted_list(asked_) + ".");
  }
}

std::vector<JsonReader> JsonReader::elements(std::size_t count_min) {
  std::vector<JsonReader> elements;
  if (json_ == nullptr) return elements;
  const Json::Array* array = json_->if_array();
  if (array == nullptr) {
    wrong_kind("an array");
    return elements;
  }
  if (array->size() < count_min) {
    error("json.out_of_range",
          "at least " + counted(static_cast<std::int64_t>(count_min), "element") +
              " must stand here, there are " + std::to_string(array->size()),
          "Add what is missing.");
  }
  for (std::size_t i = 0; i < array->size(); ++i) {
    elements.push_back(JsonReader(&(*array)[i], *this, std::to_string(i)));
  }
  return elements;
}

std::string JsonReader::text() {
  std::string text = text_or_empty();
  if (json_ != nullptr && json_->if_string() != nullptr && text.empty()) {
    error("json.out_of_range", "this text must not be empty", "Write it.");
  }
  return text;
}

std::string JsonReader::text_or_empty() {
  if (json_ == nullptr) return {};
  if (const std::string* text = json_->if_string()) return *text;
  wrong_kind("a string");
  return {};
}

bool JsonReader::boolean() {
  if (json_ == nullptr) return false;
  if (const bool* value = json_->if_bool()) return *value;
  wrong_kind("true or false");
  return false;
}

std::int64_t JsonReader::integer(std::int64_t min, std::int64_t max) {
  if (json_ == nullptr) return min;
  const std::int64_t* value = json_->if_integer();
  if (value == nullptr) {
    wrong_kind("a whole number");
    return min;
  }
  if (*value < min || *value > max) {
    error("json.out_of_range",
          count_text(*value) + " is not between " + count_text(min) + " and " + count_text(max),
          "Choose a number in that range.");
    return min;
  }
  return *value;
}

double JsonReader::number(double min, double max) {
  if (json_ == nullptr) return min;
  const std::int64_t* whole = json_->if_integer();
  const double* real = json_->if_real();
  if (whole == nullptr && real == nullptr) {
    wrong_kind("a number");
    return min;
  }
  const double value = whole != nullptr ? static_cast<double>(*whole) : *real;
  if (!(value >= min && value <= max)) {
    error("json.out_of_range",
          real_text(value) + " is not between " + real_text(min) + " and " + real_text(max),
          "Choose a number in that range.");
    return min;
  }
  return value;
}

std::vector<std::string> JsonReader::texts() {
  std::vector<std::string> texts;
  for (JsonReader& element : elements()) texts.push_back(element.text());
  return texts;
}

void JsonReader::error(std::string code, std::string message, std::string remedy) {
  errors_->push_back({.whose = source_.whose,
                      .code = std::move(code),
                      .message = std::move(message),
                      .remedy = std::move(remedy),
                      .where = {.file = source_.file, .pointer = pointer_}});
}

void JsonReader::wrong_kind(std::string_view wanted) {
  error("json.wrong_kind",
        std::string(wanted) + " must stand here, not " + std::string(json_->kind_text()),
        "Replace it by " + std::string(wanted) + ".");
}

std::optional<std::size_t> JsonReader::word_index(const std::vector<std::string>& words) {
  if (json_ == nullptr) return std::nullopt;
  const std::string* word = json_->if_string();
  if (word == nullptr) {
    wrong_kind("a string");
    return std::nullopt;
  }
  const auto found = std::find(words.begin(), words.end(), *word);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const std::optional<std::string> near = nearest(*word, words);
  error("json.unknown_value", "\"" + shortened(*word, 60) + "\" is not one of the known values",
        near ? "Did you mean \"" + *near + "\"?" : "Use " + quoted_list(words) + ".");
  return std::nullopt;
}

}  // namespace nightshift
