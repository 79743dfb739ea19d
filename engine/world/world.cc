#include "engine/world/world.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/world/shoppers.h"

namespace nightshift {
namespace {

// What an event of the world is.
enum What : std::int64_t {
  kDayBegins,
  kOrderPlaced,
  kOrderArrives,  // subject: the id of an order that the table gets late
  kOrderChanged,  // subject: the order's id
  kFault,         // subject: index into the fault plan
};

constexpr std::string_view kTeam = "shop";

std::string column_names(const SourceSchema& schema) {
  std::string names;
  for (const SourceColumn& column : schema.columns) {
    names += (names.empty() ? "" : ",") + column.name;
  }
  return names;
}

// What a team writes to a release when the plan gives no words.
std::string usual_message(const Fault& fault) {
  switch (fault.kind) {
    case FaultKind::kColumnRename:
      return "Rename " + fault.column + " to " + fault.to;
    case FaultKind::kColumnAdd:
      return "Add " + fault.column;
    case FaultKind::kColumnDrop:
      return "Drop " + fault.column;
    case FaultKind::kColumnRetype:
      return "Keep " + fault.column + " as text";
    case FaultKind::kNullableRelax:
      return "Let " + fault.column + " be empty";
    case FaultKind::kUnitChange:
      return "Keep " + fault.column + " in whole units";
    case FaultKind::kEnumAdd:
      return "Add the status " + fault.value;
    default:
      return "";
  }
}

std::string message_of(const Fault& fault) {
  return fault.message.empty() ? usual_message(fault) : fault.message;
}

std::string sentences(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

}  // namespace

World::World(Scenario scenario) : scenario_(std::move(scenario)), shop_(scenario_.start) {
  NIGHTSHIFT_CHECK(scenario_.faults.size() <= kFaultsMax);
}

void World::start(Kernel& kernel) const {
  kernel.schedule({.at = scenario_.start, .what = kDayBegins});
  for (std::size_t index = 0; index < scenario_.faults.size(); ++index) {
    kernel.schedule({.at = scenario_.faults[index].at,
                     .event_class = EventClass::kFault,
                     .what = kFault,
                     .subject = static_cast<std::int64_t>(index)});
  }
}

void World::handle(Kernel& kernel, const ProducerGate& gate) {
  switch (kernel.current().what) {
    case kDayBegins:
      return begin_day(kernel);
    case kOrderPlaced:
      return place_next_order(kernel);
    case kOrderArrives:
      return write_order(kernel, "c");
    case kOrderChanged:
      return write_order(kernel, "u");
    case kFault:
      return fire(kernel, static_cast<std::size_t>(kernel.current().subject), gate);
    default:
      NIGHTSHIFT_CHECK(false);
  }
}

void World::begin_day(Kernel& kernel) {
  coming_ = orders_of_day(scenario_, kernel.now());
  std::reverse(coming_.begin(), coming_.end());
  if (!coming_.empty()) {
    kernel.schedule({.at = coming_.back().created_at, .what = kOrderPlaced});
  }
  if (const TimeUs next = kernel.now() + kDayUs; next < scenario_.end) {
    kernel.schedule({.at = next, .what = kDayBegins});
  }
}

void World::place_next_order(Kernel& kernel) {
  const Order order = coming_.back();
  coming_.pop_back();
  shop_.add(order);
  if (order.arrived_at) {
    if (*order.arrived_at < scenario_.end) {
      kernel.schedule({.at = *order.arrived_at, .what = kOrderArrives, .subject = order.id});
    }
  } else {
    kernel.record(TraceKind::kSourceWrite, kOrdersTable,
                  {{"id", order.id}, {"op", "c"}, {"status", "placed"}});
  }
  if (!coming_.empty()) {
    kernel.schedule({.at = coming_.back().created_at, .what = kOrderPlaced});
  }
  for (const std::optional<TimeUs>& change : order.changes()) {
    if (change && *change < scenario_.end && (!order.arrived_at || *change > *order.arrived_at)) {
      kernel.schedule({.at = *change, .what = kOrderChanged, .subject = order.id});
    }
  }
}

void World::write_order(Kernel& kernel, std::string_view op) {
  const std::int64_t id = kernel.current().subject;
  const std::vector<Order>& orders = shop_.orders();
  const auto order = std::find_if(orders.rbegin(), orders.rend(),
                                  [&](const Order& each) { return each.id == id; });
  NIGHTSHIFT_CHECK(order != orders.rend());
  kernel.record(TraceKind::kSourceWrite, kOrdersTable,
                {{"id", id},
                 {"op", std::string(op)},
                 {"status", std::string(order->status_at(kernel.now()))}});
}

void World::fire(Kernel& kernel, std::size_t index, const ProducerGate& gate) {
  const Fault& fault = scenario_.faults[index];
  const std::string problem = shop_.problem(fault);
  std::vector<TraceField> fields = {{"id", fault.id},
                                    {"kind", std::string(fault_kind_text(fault.kind))}};
  if (problem.empty()) {
    fired_.push_back(index);
  } else {
    fields.push_back({"problem", problem});
  }
  kernel.because_of(kernel.record(TraceKind::kFaultFire, fault.on, std::move(fields)));
  if (fault.asks_ci()) return ask_to_ship(kernel, index, gate);
  if (fault.is_released()) return release(kernel, index, false);
  if (problem.empty()) shop_.begin_trouble(fault, index);
}

void World::ask_to_ship(Kernel& kernel, std::size_t index, const ProducerGate& gate) {
  const Fault& fault = scenario_.faults[index];
  const std::string problem = shop_.problem(fault);
  const std::vector<std::string> objections =
      problem.empty() ? gate.objections(shop_.plan(fault)) : std::vector{problem};
  kernel.because_of(kernel.record(TraceKind::kCiCheck, kTeam,
                                  {{"change", message_of(fault)},
                                   {"objections", sentences(objections)},
                                   {"passed", objections.empty()}}));
  const bool overridden = problem.empty() && fault.when_blocked == WhenBlocked::kOverride;
  if (!objections.empty() && !overridden) return;
  release(kernel, index, !objections.empty());
  change_schema(kernel, fault);
}

void World::release(Kernel& kernel, std::size_t index, bool overridden) {
  shipped_.push_back(index);
  kernel.because_of(
      kernel.record(TraceKind::kRelease, kTeam,
                    {{"change", message_of(scenario_.faults[index])}, {"overridden", overridden}}));
}

void World::change_schema(Kernel& kernel, const Fault& fault) {
  const SchemaChange change = shop_.plan(fault);
  shop_.apply(fault, kernel.now());
  if (change.before == change.after) return;  // a new unit: nobody sees it there
  kernel.record(TraceKind::kSourceSchema, kOrdersTable,
                {{"after", column_names(change.after)},
                 {"before", column_names(change.before)},
                 {"version", change.after.version}});
}

void World::place_order(Kernel& kernel, std::int64_t amount_cents) {
  const Order order = order_of_learner(kernel.now(), learner_orders_++, amount_cents);
  shop_.add(order);
  kernel.record(TraceKind::kSourceWrite, kOrdersTable,
                {{"id", order.id}, {"op", "c"}, {"status", "paid"}});
}

}  // namespace nightshift
