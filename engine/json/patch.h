// Small changes to a JSON document, written down as data: JSON Patch (RFC 6902) with the operations
// add, remove and replace. Libraries that know all six report what is wrong by exceptions.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/json/reader.h"

namespace nightshift {

enum class EditKind { kAdd, kRemove, kReplace };

struct JsonEdit {
  EditKind kind = EditKind::kReplace;
  std::string path;  // JSON pointer (RFC 6901): "/tasks/0/row_filter"; "-" stands behind the last
  Json value;        // of add and replace

  friend bool operator==(const JsonEdit&, const JsonEdit&) = default;
};

// A list of {"op", "path", "value"}; errors json.*.
std::vector<JsonEdit> read_patch(JsonReader reader);

// The same as a reader would find it.
Json patch_json(const std::vector<JsonEdit>& patch);

// The document with all edits made, one after another. The error "json.patch" (message and remedy
// only) when one names what is not there.
Result<Json> patched(const Json& document, const std::vector<JsonEdit>& patch);

}  // namespace nightshift
