#include "engine/kernel/trace.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/sha.h"
#include "engine/json/write.h"

namespace nightshift {
namespace {

constexpr std::array<std::string_view, 29> kKindTexts = {
    "src.write",    "src.schema",   "app.release", "ci.check",   "fault.fire",   "run.start",
    "run.end",      "task.state",   "task.end",    "sync.read",  "sync.drop",    "write.batch",
    "commit",       "state.save",   "crash",       "retry.wait", "check.result", "contract.result",
    "monitor.eval", "quarantine",   "tile.show",   "tile.flag",  "page.open",    "page.escalate",
    "page.ack",     "page.resolve", "note",        "act",        "limit"};
static_assert(static_cast<std::size_t>(TraceKind::kLimit) + 1 == kKindTexts.size());

void append_value(std::string& out, const std::variant<std::int64_t, bool, std::string>& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    out += std::to_string(*number);
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    out += *truth ? "true" : "false";
  } else {
    append_json_text(out, std::get<std::string>(value));
  }
}

// The fields as a JSON object, sorted by key.
void append_fields(std::string& out, const std::vector<TraceField>& fields) {
  std::vector<const TraceField*> sorted;
  for (const TraceField& field : fields) sorted.push_back(&field);
  std::sort(sorted.begin(), sorted.end(),
            [](const TraceField* left, const TraceField* right) { return left->key < right->key; });
  out += '{';
  for (const TraceField* field : sorted) {
    if (field != sorted.front()) out += ',';
    append_json_text(out, field->key);
    out += ':';
    append_value(out, field->value);
  }
  out += '}';
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
  open_.push_back(std::move(event));
  if (std::ssize(open_) == kDigestBlock) {
    full_.push_back(std::make_shared<const Block>(std::exchange(open_, {})));
  }
  return size() - 1;
}

std::int64_t Trace::size() const { return std::ssize(full_) * kDigestBlock + std::ssize(open_); }

const TraceEvent& Trace::at(std::int64_t index) const {
  NIGHTSHIFT_CHECK(index >= 0 && index < size());
  const auto block = static_cast<std::size_t>(index / kDigestBlock);
  const auto place = static_cast<std::size_t>(index % kDigestBlock);
  return block < full_.size() ? (*full_[block])[place] : open_[place];
}

// Forks share their full blocks, so most of it is looking at pointers.
std::int64_t Trace::common_prefix(const Trace& other) const {
  std::size_t blocks = 0;
  while (blocks < std::min(full_.size(), other.full_.size()) &&
         full_[blocks] == other.full_[blocks]) {
    ++blocks;
  }
  std::int64_t index = static_cast<std::int64_t>(blocks) * kDigestBlock;
  while (index < std::min(size(), other.size()) && at(index) == other.at(index)) ++index;
  return index;
}

// Written by hand, member by member in the order of their keys: a month has tens of thousands of
// lines, and each is written for every digest.
std::string Trace::line(std::int64_t index) const {
  const TraceEvent& event = at(index);
  std::string out = "{";
  if (event.cause >= 0) out += "\"c\":" + std::to_string(event.cause) + ',';
  out += "\"d\":";
  append_fields(out, event.fields);
  out += ",\"i\":" + std::to_string(index) + ",\"k\":\"";
  out.append(trace_kind_text(event.kind)).append(1, '"');
  if (!event.run.empty()) {
    out += ",\"r\":";
    append_json_text(out, event.run);
  }
  out += ",\"s\":";
  append_json_text(out, event.subject);
  out += ",\"t\":" + std::to_string(event.time) + '}';
  return out;
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
