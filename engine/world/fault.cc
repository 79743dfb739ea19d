#include "engine/world/fault.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/base/check.h"
#include "engine/world/read_moments.h"

namespace nightshift {
namespace {

constexpr DurationUs kDelayMax = 30 * kDayUs;

// Which keys a kind has beside id, kind, at and on.
enum Key : unsigned {
  kColumn = 1U << 0U,
  kTo = 1U << 1U,
  kValue = 1U << 2U,
  kUntil = 1U << 3U,
  kPermille = 1U << 4U,
  kDelay = 1U << 5U,
  kWhenBlocked = 1U << 6U,
  kMessage = 1U << 7U,
};

constexpr unsigned kThroughCi = kWhenBlocked | kMessage;
constexpr unsigned kSomeRows = kUntil | kPermille;

struct FaultRow {
  FaultKind kind;
  std::string_view text;
  FaultEffect effect;
  unsigned keys;
};

constexpr std::array<FaultRow, 12> kFaults = {{
    {FaultKind::kColumnRename, "column.rename", FaultEffect::kBreaking, kThroughCi | kColumn | kTo},
    {FaultKind::kColumnAdd, "column.add", FaultEffect::kLegal, kThroughCi | kColumn},
    {FaultKind::kColumnDrop, "column.drop", FaultEffect::kBreaking, kThroughCi | kColumn},
    {FaultKind::kColumnRetype, "column.retype", FaultEffect::kBreaking, kThroughCi | kColumn},
    {FaultKind::kNullableRelax, "nullable.relax", FaultEffect::kBreaking, kThroughCi | kColumn},
    {FaultKind::kUnitChange, "unit.change", FaultEffect::kInvisible, kThroughCi | kColumn},
    {FaultKind::kEnumAdd, "enum.add", FaultEffect::kInvisible, kMessage | kValue | kPermille},
    {FaultKind::kVolumeDrop, "volume.drop", FaultEffect::kInvisible, kSomeRows},
    {FaultKind::kNullSpike, "null.spike", FaultEffect::kInvisible, kSomeRows | kColumn},
    {FaultKind::kLateEvents, "late.events", FaultEffect::kInvisible, kSomeRows | kDelay},
    {FaultKind::kDuplicateRows, "duplicate.rows", FaultEffect::kInvisible, kSomeRows},
    {FaultKind::kSourceOutage, "source.outage", FaultEffect::kPassing, kUntil},
}};

constexpr std::array<std::pair<std::string_view, WhenBlocked>, 2> kReactions = {
    {{"withdraw", WhenBlocked::kWithdraw}, {"override", WhenBlocked::kOverride}}};

const FaultRow& row_of(FaultKind kind) {
  const auto* row = std::find_if(kFaults.begin(), kFaults.end(),
                                 [&](const FaultRow& each) { return each.kind == kind; });
  NIGHTSHIFT_CHECK(row != kFaults.end());
  return *row;
}

bool has(FaultKind kind, Key key) { return (row_of(kind).keys & key) != 0; }

// nullopt where there is no such kind: then nobody knows which keys the entry should have.
std::optional<FaultKind> read_kind(JsonReader reader) {
  std::array<std::pair<std::string_view, FaultKind>, kFaults.size()> words;
  for (std::size_t index = 0; index < kFaults.size(); ++index) {
    words[index] = {kFaults[index].text, kFaults[index].kind};
  }
  const FaultKind kind = reader.choice(words);
  const std::string* word = reader.present() ? reader.json()->if_string() : nullptr;
  if (word == nullptr || *word != fault_kind_text(kind)) return std::nullopt;
  return kind;
}

DurationUs read_delay(JsonReader reader) {
  const std::string text = reader.text();
  const DurationUs delay = read_duration(text).value_or(0);
  if (reader.present() && !text.empty() && (delay <= 0 || delay > kDelayMax)) {
    reader.error("scenario.duration", '"' + text + "\" is no delay of up to 30 days.",
                 "Write digits and a unit of s, m, h, d, as in 90m.");
  }
  return delay;
}

void read_release(JsonReader& reader, Fault& fault) {
  if (fault.asks_ci()) {
    if (auto word = reader.optional_member("when_blocked")) {
      fault.when_blocked = word->choice(kReactions);
    }
  }
  if (auto message = reader.optional_member("message")) fault.message = message->text();
}

}  // namespace

std::string_view fault_kind_text(FaultKind kind) { return row_of(kind).text; }

FaultEffect effect_of(FaultKind kind) { return row_of(kind).effect; }

bool is_breaking(FaultKind kind) { return effect_of(kind) == FaultEffect::kBreaking; }

bool Fault::asks_ci() const { return has(kind, kWhenBlocked); }
bool Fault::is_released() const { return has(kind, kMessage); }
bool Fault::has_period() const { return has(kind, kUntil); }
bool Fault::names_column() const { return has(kind, kColumn); }
bool Fault::has_share() const { return has(kind, kPermille); }

Fault read_fault(JsonReader reader) {
  Fault fault;
  fault.id = reader.member("id").text();
  const std::optional<FaultKind> kind = read_kind(reader.member("kind"));
  fault.at = read_time_of(reader.member("at"));
  fault.on = reader.member("on").text();
  if (!kind) return fault;
  fault.kind = *kind;
  if (has(fault.kind, kColumn)) fault.column = reader.member("column").text();
  if (has(fault.kind, kTo)) fault.to = reader.member("to").text();
  if (has(fault.kind, kValue)) fault.value = reader.member("value").text();
  if (has(fault.kind, kUntil)) fault.until = read_time_of(reader.member("until"));
  if (has(fault.kind, kPermille)) fault.permille = reader.member("permille").integer(1, 1000);
  if (has(fault.kind, kDelay)) fault.delay = read_delay(reader.member("delay"));
  if (fault.is_released()) read_release(reader, fault);
  reader.no_other_keys();
  return fault;
}

Json fault_json(const Fault& fault) {
  Json json = Json::object({{"id", fault.id},
                            {"kind", fault_kind_text(fault.kind)},
                            {"at", time_text(fault.at)},
                            {"on", fault.on}});
  if (has(fault.kind, kColumn)) json.set("column", fault.column);
  if (has(fault.kind, kTo)) json.set("to", fault.to);
  if (has(fault.kind, kValue)) json.set("value", fault.value);
  if (has(fault.kind, kUntil)) json.set("until", time_text(fault.until));
  if (has(fault.kind, kPermille)) json.set("permille", fault.permille);
  if (has(fault.kind, kDelay)) json.set("delay", duration_text(fault.delay));
  if (fault.when_blocked == WhenBlocked::kOverride) json.set("when_blocked", "override");
  if (!fault.message.empty()) json.set("message", fault.message);
  return json;
}

}  // namespace nightshift
