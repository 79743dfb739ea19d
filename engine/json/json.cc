#include "engine/json/json.h"

#include "engine/base/check.h"

namespace nightshift {

Json Json::object(std::initializer_list<Member> members) {
  Json json;
  json.value_ = Object{};
  for (const Member& member : members) json.set(member.first, member.second);
  return json;
}

const Json* Json::find(std::string_view key) const {
  const Object* object = if_object();
  if (object == nullptr) return nullptr;
  for (const Member& member : *object) {
    if (member.first == key) return &member.second;
  }
  return nullptr;
}

Json& Json::set(std::string key, Json value) {
  Object* object = std::get_if<Object>(&value_);
  NIGHTSHIFT_CHECK(object != nullptr);
  for (Member& member : *object) {
    if (member.first == key) return member.second = std::move(value);
  }
  return object->emplace_back(std::move(key), std::move(value)).second;
}

Json& Json::push(Json value) {
  Array* array = std::get_if<Array>(&value_);
  NIGHTSHIFT_CHECK(array != nullptr);
  return array->emplace_back(std::move(value));
}

std::string_view Json::kind_text() const {
  if (if_bool() != nullptr) return "a boolean";
  if (if_integer() != nullptr) return "a whole number";
  if (if_real() != nullptr) return "a number";
  if (if_string() != nullptr) return "a string";
  if (if_array() != nullptr) return "an array";
  if (if_object() != nullptr) return "an object";
  return "null";
}

Json texts_json(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push(text);
  return list;
}

}  // namespace nightshift
