#include "engine/world/scenario_json.h"

#include <vector>

namespace nightshift {
namespace {

Json numbers_json(const std::vector<std::int64_t>& numbers) {
  Json json = Json::array();
  for (const std::int64_t number : numbers) json.push(number);
  return json;
}

Json days_json(const std::vector<TimeUs>& days) {
  Json json = Json::array();
  for (const TimeUs day : days) json.push(day_text_of(day));
  return json;
}

Json shop_json(const ShopPlan& shop) {
  return Json::object({{"orders_per_day", shop.orders_per_day},
                       {"hour_weights", numbers_json(shop.hour_weights)},
                       {"weekday_permille", numbers_json(shop.weekday_permille)},
                       {"closed_days", days_json(shop.closed_days)},
                       {"prices_cents", numbers_json(shop.prices_cents)},
                       {"cancelled_permille", shop.cancelled_permille},
                       {"refunded_permille", shop.refunded_permille}});
}

Json faults_json(const std::vector<Fault>& faults) {
  Json json = Json::array();
  for (const Fault& fault : faults) json.push(fault_json(fault));
  return json;
}

}  // namespace

Json scenario_json(const Scenario& scenario) {
  return Json::object({{"start", day_text_of(scenario.start)},
                       {"end", day_text_of(scenario.end)},
                       {"seed", static_cast<std::int64_t>(scenario.seed)},
                       {"shop", shop_json(scenario.shop)},
                       {"faults", faults_json(scenario.faults)}});
}

}  // namespace nightshift
