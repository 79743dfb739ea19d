#include "grader/cli/door.h"

#include "engine/base/check.h"
#include "engine/json/parse.h"
#include "engine/json/write.h"

namespace nightshift::cli {
namespace {

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::string text_of(const Json& json, std::string_view key) {
  const Json* member = json.find(key);
  const std::string* text = member == nullptr ? nullptr : member->if_string();
  return text == nullptr ? std::string() : *text;
}

// "lessons.json /steps/0 line 3, column 5": whatever is known.
std::string place_text(const Json& where) {
  std::string place = text_of(where, "file");
  const std::string pointer = text_of(where, "pointer");
  if (!pointer.empty()) place += (place.empty() ? "" : " ") + pointer;
  const Json* line = where.find("line");
  const Json* column = where.find("column");
  if (line != nullptr && column != nullptr) {
    place += (place.empty() ? "line " : ", line ") + std::to_string(*line->if_integer()) +
             ", column " + std::to_string(*column->if_integer());
  }
  return place;
}

}  // namespace

std::string Reply::errors_text() const {
  std::string out;
  for (const Json& error : *json.find("errors")->if_array()) {
    const std::string place = place_text(*error.find("where"));
    if (!place.empty()) out += place + ": ";
    out += text_of(error, "message");
    if (!out.ends_with('.')) out += ".";
    const std::string remedy = text_of(error, "remedy");
    if (!remedy.empty()) out += " " + remedy;
    out += " [" + text_of(error, "code") + "]\n";
  }
  return out;
}

bool Reply::learners_trouble() const {
  for (const Json& error : *json.find("errors")->if_array()) {
    if (text_of(error, "whose") != "learner") return false;
  }
  return true;
}

Door::Door() : core_(nightshift_create()) {}

Reply Door::call(const Json& request, std::string_view attachment) {
  const std::string text = write_json(request, JsonLayout::kCompact);
  nightshift_call(core_.get(), bytes_of(text), text.size(), bytes_of(attachment),
                  attachment.size());
  const std::string_view reply(reinterpret_cast<const char*>(nightshift_reply(core_.get())),
                               nightshift_reply_size(core_.get()));
  Result<Json> json = parse_json(reply, {});
  NIGHTSHIFT_CHECK(json.has_value());
  Reply parsed{.ok = *json->find("ok")->if_bool(), .json = std::move(*json), .attachment = {}};
  if (nightshift_attachment_size(core_.get()) > 0) {
    parsed.attachment.assign(reinterpret_cast<const char*>(nightshift_attachment(core_.get())),
                             nightshift_attachment_size(core_.get()));
  }
  return parsed;
}

}  // namespace nightshift::cli
