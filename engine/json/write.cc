#include "engine/json/write.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/base/check.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

class Writer {
 public:
  explicit Writer(JsonLayout layout) : indented_(layout == JsonLayout::kIndented) {}

  void value(const Json& json) {
    if (const bool* boolean = json.if_bool()) {
      out_ += *boolean ? "true" : "false";
    } else if (const std::int64_t* integer = json.if_integer()) {
      out_ += std::to_string(*integer);
    } else if (const double* real = json.if_real()) {
      NIGHTSHIFT_CHECK(std::isfinite(*real));
      out_ += real_text(*real);
    } else if (const std::string* text = json.if_string()) {
      append_json_text(out_, *text);
    } else if (const Json::Array* elements = json.if_array()) {
      array(*elements);
    } else if (const Json::Object* members = json.if_object()) {
      object(*members);
    } else {
      out_ += "null";
    }
  }

  std::string take() {
    if (indented_) out_ += '\n';
    return std::move(out_);
  }

 private:
  void array(const Json::Array& elements) {
    out_ += '[';
    ++depth_;
    for (const Json& element : elements) {
      separate(&element == &elements.front());
      value(element);
    }
    close(']', elements.empty());
  }

  void object(const Json::Object& members) {
    std::vector<const Json::Member*> sorted;
    for (const Json::Member& member : members) sorted.push_back(&member);
    std::sort(sorted.begin(), sorted.end(),
              [](const auto* left, const auto* right) { return left->first < right->first; });
    out_ += '{';
    ++depth_;
    for (const Json::Member* member : sorted) {
      separate(member == sorted.front());
      append_json_text(out_, member->first);
      out_ += indented_ ? ": " : ":";
      value(member->second);
    }
    close('}', members.empty());
  }

  void separate(bool first) {
    if (!first) out_ += ',';
    new_line();
  }

  void close(char bracket, bool empty) {
    --depth_;
    if (!empty) new_line();
    out_ += bracket;
  }

  void new_line() {
    if (!indented_) return;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  bool indented_;
  std::size_t depth_ = 0;
  std::string out_;
};

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char letter) {
    return letter >= ' ' && letter < '\x7f' && letter != '"' && letter != '\\';
  });
  if (plain) {
    out.append(1, '"').append(text).append(1, '"');
  } else {
    out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
}

std::string write_json(const Json& json, JsonLayout layout) {
  Writer writer(layout);
  writer.value(json);
  return writer.take();
}

}  // namespace nightshift
