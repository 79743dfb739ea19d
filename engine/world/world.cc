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
    case FaultKind::kUnitChange:
      return "Keep " + fault.column + " in whole units";
    case FaultKind::kVolumeDrop:
      return "";
  }
  return "";
}

std::string sentences(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

}  // namespace

World::World(Scenario scenario) : scenario_(std::move(scenario)), shop_(scenario_.start) {}

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
    case kOrderChanged:
      return change_order(kernel);
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
  kernel.record(TraceKind::kSourceWrite, kOrdersTable,
                {{"id", order.id}, {"op", "c"}, {"status", "placed"}});
  if (!coming_.empty()) {
    kernel.schedule({.at = coming_.back().created_at, .what = kOrderPlaced});
  }
  for (const std::optional<TimeUs>& change :
       {order.paid_at, order.cancelled_at, order.refunded_at}) {
    if (change && *change < scenario_.end) {
      kernel.schedule({.at = *change, .what = kOrderChanged, .subject = order.id});
    }
  }
}

void World::change_order(Kernel& kernel) {
  const std::int64_t id = kernel.current().subject;
  const std::vector<Order>& orders = shop_.orders();
  const auto order = std::find_if(orders.rbegin(), orders.rend(),
                                  [&](const Order& each) { return each.id == id; });
  NIGHTSHIFT_CHECK(order != orders.rend());
  kernel.record(TraceKind::kSourceWrite, kOrdersTable,
                {{"id", id}, {"op", "u"}, {"status", std::string(order->status_at(kernel.now()))}});
}

void World::fire(Kernel& kernel, std::size_t index, const ProducerGate& gate) {
  const Fault& fault = scenario_.faults[index];
  fired_.push_back(index);
  kernel.because_of(
      kernel.record(TraceKind::kFaultFire, fault.on,
                    {{"id", fault.id}, {"kind", std::string(fault_kind_text(fault.kind))}}));
  if (fault.changes_schema()) ship(kernel, fault, gate);
}

void World::ship(Kernel& kernel, const Fault& fault, const ProducerGate& gate) {
  const std::string message = fault.message.empty() ? usual_message(fault) : fault.message;
  const Shop::Plan plan = shop_.plan(fault);
  const std::vector<std::string> objections =
      plan.problem.empty() ? gate.objections(plan.change) : std::vector{plan.problem};
  kernel.because_of(kernel.record(TraceKind::kCiCheck, kTeam,
                                  {{"change", message},
                                   {"objections", sentences(objections)},
                                   {"passed", objections.empty()}}));
  const bool overridden = plan.problem.empty() && fault.when_blocked == WhenBlocked::kOverride;
  if (!objections.empty() && !overridden) return;
  kernel.because_of(kernel.record(TraceKind::kRelease, kTeam,
                                  {{"change", message}, {"overridden", !objections.empty()}}));
  shop_.apply(fault, kernel.now());
  kernel.record(TraceKind::kSourceSchema, kOrdersTable,
                {{"after", column_names(plan.change.after)},
                 {"before", column_names(plan.change.before)},
                 {"version", plan.change.after.version}});
}

void World::place_order(Kernel& kernel, std::int64_t amount_cents) {
  const Order order = order_of_learner(kernel.now(), learner_orders_++, amount_cents);
  shop_.add(order);
  kernel.record(TraceKind::kSourceWrite, kOrdersTable,
                {{"id", order.id}, {"op", "c"}, {"status", "paid"}});
}

}  // namespace nightshift
