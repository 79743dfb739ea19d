#include "engine/pipeline/map_edit.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/json/json.h"
#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "engine/pipeline/read_spec.h"

namespace nightshift {
namespace {

Error edit_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {.file = std::string(kSpecFile)}};
}

bool is_text(const Json* json, std::string_view text) {
  return json != nullptr && json->if_string() != nullptr && *json->if_string() == text;
}

// What fills the column: its own name, the one text of "from", or the list of them.
Json::Array names_of(const Json& field) {
  const Json* from = field.find("from");
  if (from == nullptr) return {field};
  return from->if_array() != nullptr ? *from->if_array() : Json::Array{*from};
}

bool fills(const Json& field, std::string_view column) {
  return is_text(&field, column) || is_text(field.find("to"), column);
}

// The list with the mapping in it; equal to `fields` when it stood there already.
Json::Array with_mapping(const Json::Array& fields, const MapCommand& command) {
  Json::Array edited = fields;
  const auto found = std::find_if(edited.begin(), edited.end(),
                                  [&](const Json& field) { return fills(field, command.to); });
  Json::Array names = found == edited.end() ? Json::Array{} : names_of(*found);
  const bool known = std::any_of(names.begin(), names.end(),
                                 [&](const Json& name) { return is_text(&name, command.from); });
  if (known) return edited;
  names.push_back(command.from);
  Json mapping = Json::object({{"to", command.to}, {"from", std::move(names)}});
  if (found == edited.end()) {
    edited.push_back(std::move(mapping));
  } else {
    *found = std::move(mapping);
  }
  return edited;
}

}  // namespace

Result<std::string> apply_map(std::string_view pipeline_text, const MapCommand& command) {
  NIGHTSHIFT_TRY(Json spec, parse_json(pipeline_text, {.whose = Whose::kLearner,
                                                       .file = std::string(kSpecFile),
                                                       .comments = true}));
  const Json* tasks = spec.find("tasks");
  Json::Array edited =
      tasks != nullptr && tasks->if_array() != nullptr ? *tasks->if_array() : Json::Array{};
  bool reads_source = false;
  bool changed = false;
  for (Json& task : edited) {
    if (!is_text(task.find("type"), "sync") || !is_text(task.find("source"), command.source)) {
      continue;
    }
    reads_source = true;
    const Json* fields = task.find("fields");
    if (fields == nullptr || fields->if_array() == nullptr) {
      return fail(edit_error("command.no_fields",
                             "a task that reads \"" + one_line(command.source, 60) +
                                 "\" loads every column under its own name",
                             "Give it a list of \"fields\" first."));
    }
    Json::Array mapped = with_mapping(*fields->if_array(), command);
    changed = changed || mapped != *fields->if_array();
    task.set("fields", std::move(mapped));
  }
  if (!reads_source) {
    return fail(edit_error("command.unknown_name",
                           "no sync task reads \"" + one_line(command.source, 60) + "\"",
                           "Name the \"source\" of a sync task."));
  }
  if (!changed) {
    return fail(edit_error("command.no_change", "this mapping stands there already",
                           "Past days are made again with \"backfill create\"."));
  }
  spec.set("tasks", std::move(edited));
  return write_json(spec, JsonLayout::kIndented);
}

}  // namespace nightshift
