#include "engine/json/patch.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::array kEditKinds = {std::pair{"add"sv, EditKind::kAdd},
                                   std::pair{"remove"sv, EditKind::kRemove},
                                   std::pair{"replace"sv, EditKind::kReplace}};

using Tokens = std::span<const std::string>;

// The parts of a pointer, with ~1 and ~0 undone; nullopt for what is no pointer.
std::optional<std::vector<std::string>> pointer_tokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (pointer.empty()) return tokens;
  if (pointer.front() != '/') return std::nullopt;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      tokens.emplace_back();
    } else if (pointer[i] == '~') {
      const bool is_escape =
          i + 1 < pointer.size() && (pointer[i + 1] == '0' || pointer[i + 1] == '1');
      if (!is_escape) return std::nullopt;
      tokens.back() += pointer[++i] == '1' ? '/' : '~';
    } else {
      tokens.back() += pointer[i];
    }
  }
  return tokens;
}

// Digits without a leading zero, below `size`; "-" is `size` itself.
std::optional<std::size_t> index_of(const std::string& token, std::size_t size) {
  if (token == "-") return size;
  const bool digits =
      !token.empty() && token.size() <= 6 && std::all_of(token.begin(), token.end(), is_digit);
  if (!digits || (token.size() > 1 && token.front() == '0')) return std::nullopt;
  return static_cast<std::size_t>(std::stoul(token));
}

// What becomes of a value under an edit whose path goes on with `tokens`; nullopt: it leads
// nowhere.
std::optional<Json> edited(const Json& value, Tokens tokens, const JsonEdit& edit);

std::optional<Json> edited_array(const Json::Array& array, Tokens tokens, const JsonEdit& edit) {
  const std::optional<std::size_t> index = index_of(tokens.front(), array.size());
  const bool is_last = tokens.size() == 1;
  const bool may_be_end = is_last && edit.kind == EditKind::kAdd;
  if (!index || *index > array.size() || (*index == array.size() && !may_be_end)) {
    return std::nullopt;
  }
  Json::Array result = array;
  const auto place = result.begin() + static_cast<std::ptrdiff_t>(*index);
  if (may_be_end) {
    result.insert(place, edit.value);
  } else if (is_last && edit.kind == EditKind::kRemove) {
    result.erase(place);
  } else {
    std::optional<Json> inner = edited(*place, tokens.subspan(1), edit);
    if (!inner) return std::nullopt;
    *place = std::move(*inner);
  }
  return Json(std::move(result));
}

std::optional<Json> edited_object(const Json::Object& object, Tokens tokens, const JsonEdit& edit) {
  const bool is_last = tokens.size() == 1;
  bool found = false;
  Json result = Json::object();
  for (const auto& [key, value] : object) {
    if (key != tokens.front()) {
      result.set(key, value);
      continue;
    }
    found = true;
    if (is_last && edit.kind == EditKind::kRemove) continue;
    std::optional<Json> inner =
        is_last ? std::optional<Json>(edit.value) : edited(value, tokens.subspan(1), edit);
    if (!inner) return std::nullopt;
    result.set(key, std::move(*inner));
  }
  if (!found && is_last && edit.kind == EditKind::kAdd) {
    result.set(tokens.front(), edit.value);
    return result;
  }
  return found ? std::optional<Json>(std::move(result)) : std::nullopt;
}

std::optional<Json> edited(const Json& value, Tokens tokens, const JsonEdit& edit) {
  if (tokens.empty()) {
    return edit.kind == EditKind::kRemove ? std::nullopt : std::optional<Json>(edit.value);
  }
  if (const Json::Array* array = value.if_array()) return edited_array(*array, tokens, edit);
  if (const Json::Object* object = value.if_object()) return edited_object(*object, tokens, edit);
  return std::nullopt;
}

std::string_view edit_kind_text(EditKind kind) {
  for (const auto& [word, known] : kEditKinds) {
    if (known == kind) return word;
  }
  return {};
}

}  // namespace

std::vector<JsonEdit> read_patch(JsonReader reader) {
  std::vector<JsonEdit> patch;
  for (JsonReader& element : reader.elements(1)) {
    JsonEdit edit;
    edit.kind = element.member("op").choice(kEditKinds);
    edit.path = element.member("path").text_or_empty();
    if (edit.kind != EditKind::kRemove) {
      const JsonReader value = element.member("value");
      if (value.present()) edit.value = *value.json();
    }
    element.no_other_keys();
    patch.push_back(std::move(edit));
  }
  return patch;
}

Json patch_json(const std::vector<JsonEdit>& patch) {
  Json list = Json::array();
  for (const JsonEdit& edit : patch) {
    Json json = Json::object({{"op", edit_kind_text(edit.kind)}, {"path", edit.path}});
    if (edit.kind != EditKind::kRemove) json.set("value", edit.value);
    list.push(std::move(json));
  }
  return list;
}

Result<Json> patched(const Json& document, const std::vector<JsonEdit>& patch) {
  Json result = document;
  for (const JsonEdit& edit : patch) {
    const std::optional<std::vector<std::string>> tokens = pointer_tokens(edit.path);
    std::optional<Json> next = tokens ? edited(result, *tokens, edit) : std::nullopt;
    if (!next) {
      return fail(Error{.code = "json.patch",
                        .message = "nothing stands at \"" + shortened(edit.path, 80) +
                                   "\", so it cannot be changed",
                        .remedy = "Write a JSON pointer to what is there, as in "
                                  "/tasks/0/row_filter; \"-\" adds at the end of a list."});
    }
    result = std::move(*next);
  }
  return result;
}

}  // namespace nightshift
