#include "grader/abi/core.h"

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "grader/abi/requests.h"
#include "grader/error_json.h"

namespace nightshift {

void Core::call(std::string_view request, std::string_view attachment) {
  attachment_.clear();
  const Result<Json> json =
      parse_json(request, {.whose = Whose::kHost, .file = {}, .comments = false});
  if (!json) return answer("", fail(Errors{json.error()}));
  Errors errors;
  JsonReader root(*json, {.whose = Whose::kHost, .file = {}}, errors);
  JsonReader kind_reader = root.member("kind");
  const std::string kind = kind_reader.text();
  if (!errors.empty()) return answer("", fail(std::move(errors)));
  const Handler handler = handler_of(kind);
  if (handler == nullptr) {
    const std::optional<std::string> near = nearest(kind, request_kinds());
    kind_reader.error("request.unknown_kind",
                      "there is no request of the kind \"" + shortened(kind, 60) + "\"",
                      near ? "Did you mean \"" + *near + "\"?" : "See docs/protocol.md.");
    return answer(kind, fail(std::move(errors)));
  }
  RequestInput input{.json = root, .errors = errors, .attachment = attachment};
  answer(kind, handler(*this, input));
}

void Core::answer(std::string_view kind, const ResultOrErrors<Json>& result) {
  Json reply = Json::object({{"kind", shortened(kind, 60)}, {"ok", result.has_value()}});
  if (result) {
    reply.set("result", *result);
  } else {
    attachment_.clear();
    reply.set("errors", errors_json(result.error()));
  }
  reply_ = write_json(reply, JsonLayout::kCompact);
}

}  // namespace nightshift
