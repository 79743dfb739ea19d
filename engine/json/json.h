// JSON as a value. Texts are read by nlohmann/json (behind parse.cc); everything else in the engine
// sees only this type, the typed reader (reader.h) and the canonical writer (write.h).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace nightshift {

// One JSON value. Objects keep the order of their members as read or added, and have each key once.
// Integers that fit are integers, not doubles: 9007199254740993 survives.
class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() = default;  // null
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(std::int64_t value) : value_(value) {}
  Json(int value) : value_(static_cast<std::int64_t>(value)) {}
  Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
  Json(double value) : value_(value) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(Array value) : value_(std::move(value)) {}

  // An object from its members, in this order: Json::object({{"ok", true}, {"rows", 3}}).
  static Json object(std::initializer_list<Member> members = {});
  static Json array() { return Json(Array{}); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  // The value when it is of that kind, otherwise nullptr.
  const bool* if_bool() const { return std::get_if<bool>(&value_); }
  const std::int64_t* if_integer() const { return std::get_if<std::int64_t>(&value_); }
  const double* if_real() const { return std::get_if<double>(&value_); }
  const std::string* if_string() const { return std::get_if<std::string>(&value_); }
  const Array* if_array() const { return std::get_if<Array>(&value_); }
  const Object* if_object() const { return std::get_if<Object>(&value_); }

  // The member `key` of an object, or nullptr where there is none (or this is no object).
  const Json* find(std::string_view key) const;

  // Adds or replaces a member. This must be an object.
  Json& set(std::string key, Json value);
  // Adds an element. This must be an array.
  Json& push(Json value);

  // "null", "a boolean", "a whole number", "a number", "a string", "an array", "an object".
  std::string_view kind_text() const;

  friend bool operator==(const Json&, const Json&) = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

// An array of strings.
Json texts_json(const std::vector<std::string>& texts);

}  // namespace nightshift
