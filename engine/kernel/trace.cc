#include "engine/kernel/trace.h"

#include <array>

#include "engine/base/check.h"
#include "engine/base/sha.h"
#include "engine/json/json.h"
#include "engine/json/write.h"

namespace nightshift {
namespace {

constexpr std::array<std::string_view, 27> kKindTexts = {
    "src.write",    "src.schema", "app.release", "ci.check",   "fault.fire",   "run.start",
    "run.end",      "task.state", "task.end",    "sync.read",  "sync.drop",    "write.batch",
    "commit",       "state.save", "crash",       "retry.wait", "check.result", "contract.result",
    "monitor.eval", "quarantine", "tile.show",   "page.open",  "page.ack",     "page.resolve",
    "note",         "act",        "limit"};
static_assert(static_cast<std::size_t>(TraceKind::kLimit) + 1 == kKindTexts.size());

Json json_of(const TraceField& field) {
  return std::visit([](const auto& value) { return Json(value); }, field.value);
}

}  // namespace

std::string_view trace_kind_text(TraceKind kind) {
  return kKindTexts.at(static_cast<std::size_t>(kind));
}

const std::variant<std::int64_t, bool, std::string>* TraceEvent::find(std::string_view key) const {
  for (const TraceField& field : fields) {
    if (field.key == key) return &field.value;
  }
  return nullptr;
}

std::int64_t TraceEvent::number(std::string_view key, std::int64_t otherwise) const {
  const auto* value = find(key);
  const auto* number = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
  return number == nullptr ? otherwise : *number;
}

std::string_view TraceEvent::text(std::string_view key) const {
  const auto* value = find(key);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? std::string_view() : *text;
}

std::int64_t Trace::add(TraceEvent event) {
  events_.push_back(std::move(event));
  return size() - 1;
}

const TraceEvent& Trace::at(std::int64_t index) const {
  NIGHTSHIFT_CHECK(index >= 0 && index < size());
  return events_[static_cast<std::size_t>(index)];
}

std::string Trace::line(std::int64_t index) const {
  const TraceEvent& event = at(index);
  Json details = Json::object();
  for (const TraceField& field : event.fields) details.set(std::string(field.key), json_of(field));
  Json json = Json::object({{"d", std::move(details)},
                            {"i", index},
                            {"k", trace_kind_text(event.kind)},
                            {"s", event.subject},
                            {"t", event.time}});
  if (event.cause >= 0) json.set("c", event.cause);
  if (!event.run.empty()) json.set("r", event.run);
  return write_json(json, JsonLayout::kCompact);
}

std::string Trace::digest() const {
  Sha256 sha;
  for (std::int64_t index = 0; index < size(); ++index) {
    sha.add(line(index));
    sha.add("\n");
  }
  return sha.text();
}

std::vector<std::string> Trace::block_digests() const {
  std::vector<std::string> digests;
  Sha256 sha;
  for (std::int64_t index = 0; index < size(); ++index) {
    sha.add(line(index));
    sha.add("\n");
    if ((index + 1) % kDigestBlock == 0) digests.push_back(sha.text());
  }
  return digests;
}

}  // namespace nightshift
