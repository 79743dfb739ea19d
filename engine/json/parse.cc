#include "engine/json/parse.h"

#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/base/check.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

constexpr std::size_t kDepthMax = 64;

// nlohmann's own words, without its prefix: "[json.exception...] parse error at line 1, column 2:
// syntax error while ...".
std::string plain_reason(std::string_view what) {
  const std::size_t start = what.find(": ");
  if (start != std::string_view::npos) what.remove_prefix(start + 2);
  return shortened(what, 200);
}

// Builds a Json from the parser's events; keeps the first trouble.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Builder(std::string_view text) : text_(text) {}

  bool null() override { return add(Json()); }
  bool boolean(bool value) override { return add(Json(value)); }
  bool number_integer(std::int64_t value) override { return add(Json(value)); }
  bool number_unsigned(std::uint64_t value) override {
    if (value > INT64_MAX) return add(Json(static_cast<double>(value)));
    return add(Json(static_cast<std::int64_t>(value)));
  }
  bool number_float(double value, const std::string& /*spelling*/) override {
    return add(Json(value));
  }
  bool string(std::string& value) override { return add(Json(std::move(value))); }
  bool binary(nlohmann::json::binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*elements*/) override { return open(Json::object()); }
  bool key(std::string& value) override {
    if (open_.back()->find(value) != nullptr) {
      error_ = {.code = "json.duplicate_key",
                .message = "the key \"" + shortened(value, 60) + "\" stands twice in one object",
                .remedy = "Keep one of the two.",
                .where = {.pointer = pointer_of(value)}};
      return false;
    }
    key_ = std::move(value);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*elements*/) override { return open(Json::array()); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& exception) override {
    error_ = {.code = "json.syntax",
              .message = "this is not JSON: " + plain_reason(exception.what()),
              .remedy = "Mend the text at this place.",
              .where = where_in_text(text_, position == 0 ? 0 : position - 1)};
    return false;
  }

  Json take() { return std::move(root_); }
  const std::optional<Error>& error() const { return error_; }

 private:
  bool add(Json value) {
    place(std::move(value));
    return true;
  }

  bool open(Json value) {
    if (open_.size() >= kDepthMax) {
      error_ = {.code = "json.too_deep",
                .message = "arrays and objects are nested more than 64 deep",
                .remedy = "Flatten the document.",
                .where = {}};
      return false;
    }
    keys_.push_back(key_);
    open_.push_back(place(std::move(value)));
    return true;
  }

  bool close() {
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  // Puts a value where the parser stands. Pointers to open containers stay valid: nothing is added
  // beside an open container.
  Json* place(Json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    if (open_.back()->if_array() != nullptr) return &open_.back()->push(std::move(value));
    return &open_.back()->set(key_, std::move(value));
  }

  std::string pointer_of(const std::string& last) const {
    std::string pointer;
    for (std::size_t i = 1; i < open_.size(); ++i) {
      const Json::Array* array = open_[i - 1]->if_array();
      pointer += "/";
      pointer += array != nullptr ? std::to_string(array->size() - 1) : pointer_token(keys_[i]);
    }
    return pointer + "/" + pointer_token(last);
  }

  std::string_view text_;
  Json root_;
  std::vector<Json*> open_;
  std::vector<std::string> keys_;  // keys_[i]: the key under which open_[i] stands
  std::string key_;
  std::optional<Error> error_;
};

}  // namespace

Result<Json> parse_json(std::string_view text, const JsonSource& source) {
  const auto at_source = [&](Error error) {
    error.whose = source.whose;
    error.where.file = source.file;
    return fail(std::move(error));
  };
  std::size_t bad = 0;
  if (!is_utf8(text, &bad)) {
    return at_source({.code = "json.not_text",
                      .message = "byte " + std::to_string(bad) + " is not UTF-8 text",
                      .remedy = "Save the file as UTF-8.",
                      .where = {}});
  }
  Builder builder(text);
  const bool parsed =
      nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                                nlohmann::json::input_format_t::json, true, source.comments);
  if (builder.error()) return at_source(*builder.error());
  NIGHTSHIFT_CHECK(parsed);
  return builder.take();
}

}  // namespace nightshift
