#include "tests/unit/nights/records.h"

#include "tests/support/catch.h"
#include "tests/support/orders_daily.h"

namespace nightshift {

TimeUs march(std::string_view text) {
  const std::optional<TimeUs> time =
      read_time("2026-03-" + std::string(text) + (text.size() > 2 ? "Z" : ""));
  REQUIRE(time);
  return *time;
}

MadeNight::MadeNight() {
  auto pipeline = read_pipeline(orders_daily());
  REQUIRE(pipeline);
  record.name = "made";
  record.title = "Made by hand";
  record.scenario.start = march("01");
  record.scenario.end = march("15");
  record.pipeline = std::move(*pipeline);
  record.shop = Shop(record.scenario.start);
  record.tile = Tile{.name = "tile", .shown = {}, .flags = {}};
  record.until = record.scenario.end;
}

MadeNight& MadeNight::order(std::string_view at, std::int64_t cents, std::string_view paid,
                            std::string_view refunded) {
  Order order{.id = static_cast<std::int64_t>(record.shop.orders().size()) + 1,
              .customer_id = 1,
              .amount_cents = cents,
              .created_at = march(at)};
  order.paid_at = march(paid.empty() ? at : paid);
  if (!refunded.empty()) order.refunded_at = march(refunded);
  record.shop.add(order);
  return *this;
}

std::int64_t MadeNight::add(std::string_view at, TraceKind kind, std::string_view subject,
                            std::vector<TraceField> fields, std::int64_t cause) {
  TraceEvent event;
  event.time = march(at);
  event.kind = kind;
  event.subject = subject;
  event.cause = cause;
  event.fields = std::move(fields);
  if (event.subject == "load_orders") event.run = "orders_daily@" + std::string(at) + "#1";
  return record.trace.add(std::move(event));
}

MadeNight& MadeNight::trouble(FaultKind kind, std::string_view at) {
  const std::string id = "f" + std::to_string(record.scenario.faults.size());
  Fault fault;
  fault.id = id;
  fault.kind = kind;
  fault.at = march(at);
  fault.on = "shop.orders";
  record.scenario.faults.push_back(fault);
  add(at, TraceKind::kFaultFire, "shop.orders",
      {{"id", id}, {"kind", std::string(fault_kind_text(kind))}});
  return *this;
}

MadeNight& MadeNight::out(std::string_view from, std::string_view until) {
  trouble(FaultKind::kSourceOutage, from);
  record.scenario.faults.back().until = march(until);
  return *this;
}

MadeNight& MadeNight::change(FaultKind kind, std::string_view at, std::string_view outcome) {
  trouble(kind, at);
  const std::int64_t fire = record.trace.size() - 1;
  const bool refused = outcome != "shipped";
  if (outcome == "overridden") record.scenario.faults.back().when_blocked = WhenBlocked::kOverride;
  const std::int64_t check = add(at, TraceKind::kCiCheck, "shop",
                                 {{"change", "A change"},
                                  {"objections", std::string(refused ? "It breaks us." : "")},
                                  {"passed", !refused}},
                                 fire);
  if (outcome == "refused") return *this;
  const std::int64_t release =
      add(at, TraceKind::kRelease, "shop", {{"change", "A change"}}, check);
  add(at, TraceKind::kSourceSchema, "shop.orders", {{"before", "a"}, {"after", "b"}}, release);
  return *this;
}

MadeNight& MadeNight::shows(std::string_view at, std::int64_t cents) {
  show(*record.tile, {.at = march(at), .kind = ShownKind::kValue, .value = cents});
  add(at, TraceKind::kTileShow, "tile", {{"kind", "value"}, {"value", cents}});
  return *this;
}

MadeNight& MadeNight::shows_no_data(std::string_view at) {
  show(*record.tile, {.at = march(at), .kind = ShownKind::kNoData});
  add(at, TraceKind::kTileShow, "tile", {{"kind", "no_data"}});
  return *this;
}

MadeNight& MadeNight::flagged(std::string_view at, bool stale) {
  flag(*record.tile, {.at = march(at), .stale = stale, .text = stale ? "Wait." : ""});
  return *this;
}

MadeNight& MadeNight::loaded(std::string_view at, std::int64_t read, std::int64_t written,
                             std::string_view state, std::string_view error) {
  std::vector<TraceField> fields = {
      {"state", std::string(state)}, {"read", read}, {"written", written}};
  if (!error.empty()) fields.push_back({"error", std::string(error)});
  add(at, TraceKind::kTaskEnd, "load_orders", std::move(fields));
  return *this;
}

MadeNight& MadeNight::reads(std::string_view at) {
  add(at, TraceKind::kSyncRead, "load_orders", {{"rows", 5}, {"source", "shop.orders"}});
  return *this;
}

MadeNight& MadeNight::quarantined(std::string_view at, std::int64_t rows) {
  add(at, TraceKind::kQuarantine, "load_orders", {{"rows", rows}});
  return *this;
}

MadeNight& MadeNight::pages(std::string_view at, std::string_view key, bool wakes) {
  add(at, TraceKind::kPageOpen, key, {{"summary", "It burns."}, {"wakes", wakes}});
  return *this;
}

std::string outcome_of(const Judgement& judgement) {
  std::string text(verdict_text(judgement.verdict));
  if (!judgement.reason.empty()) text += ' ' + judgement.reason;
  return text;
}

CheckSpec spec_with(std::string name, std::int64_t value) {
  CheckSpec spec;
  if (!name.empty()) spec.settings.emplace(std::move(name), value);
  return spec;
}

}  // namespace nightshift
