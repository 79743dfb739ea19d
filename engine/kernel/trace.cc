#include "engine/kernel/trace.h"

#include <algorithm>
#include <array>
#include <charconv>
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

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_value(std::string& out, const std::variant<std::int64_t, bool, std::string>& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    append_number(out, *number);
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    out += *truth ? "true" : "false";
  } else {
    append_json_text(out, std::get<std::string>(value));
  }
}

// Writes lines by hand, member by member in the order of their keys, into a text that it keeps: a
// month has tens of thousands of lines, and each is written for every digest.
class LineWriter {
 public:
  // The line of `event`, the index-th of its trace. Until the next call.
  const std::string& line(const TraceEvent& event, std::int64_t index) {
    line_ = "{";
    if (event.cause >= 0) {
      line_ += "\"c\":";
      append_number(line_, event.cause);
      line_ += ',';
    }
    line_ += "\"d\":";
    append_fields(event.fields);
    line_ += ",\"i\":";
    append_number(line_, index);
    line_.append(",\"k\":\"").append(trace_kind_text(event.kind)).append(1, '"');
    if (!event.run.empty()) {
      line_ += ",\"r\":";
      append_json_text(line_, event.run);
    }
    line_ += ",\"s\":";
    append_json_text(line_, event.subject);
    line_ += ",\"t\":";
    append_number(line_, event.time);
    line_ += '}';
    return line_;
  }

 private:
  // The fields as a JSON object, sorted by key.
  void append_fields(const std::vector<TraceField>& fields) {
    sorted_.clear();
    for (const TraceField& field : fields) sorted_.push_back(&field);
    std::sort(sorted_.begin(), sorted_.end(), [](const TraceField* left, const TraceField* right) {
      return left->key < right->key;
    });
    line_ += '{';
    for (const TraceField* field : sorted_) {
      if (field != sorted_.front()) line_ += ',';
      append_json_text(line_, field->key);
      line_ += ':';
      append_value(line_, field->value);
    }
    line_ += '}';
  }

  std::string line_;
  std::vector<const TraceField*> sorted_;
};

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
  if (open_.empty()) open_.reserve(kDigestBlock);
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

std::string Trace::line(std::int64_t index) const { return LineWriter().line(at(index), index); }

std::string Trace::digest() const {
  Sha256 sha;
  LineWriter writer;
  for (std::int64_t index = 0; index < size(); ++index) {
    sha.add(writer.line(at(index), index));
    sha.add("\n");
  }
  return sha.text();
}

std::vector<std::string> Trace::block_digests() const {
  std::vector<std::string> digests;
  Sha256 sha;
  LineWriter writer;
  for (std::int64_t index = 0; index < size(); ++index) {
    sha.add(writer.line(at(index), index));
    sha.add("\n");
    if ((index + 1) % kDigestBlock == 0) digests.push_back(sha.text());
  }
  return digests;
}

}  // namespace nightshift
