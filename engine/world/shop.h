// The shop's database as its owners see it: orders with a life, in a table whose columns change
// over time. What it held at any moment can be asked at any later one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/kernel/source.h"
#include "engine/kernel/time.h"
#include "engine/world/scenario.h"

namespace nightshift {

inline constexpr std::string_view kOrdersTable = "shop.orders";

// An order and its life, also the part that has not happened yet.
struct Order {
  std::int64_t id = 0;
  std::int64_t customer_id = 0;
  std::int64_t amount_cents = 0;
  TimeUs created_at = 0;
  std::optional<TimeUs> paid_at;
  std::optional<TimeUs> cancelled_at;  // only when it was never paid
  std::optional<TimeUs> refunded_at;   // only after it was paid

  // "placed", "paid", "cancelled" or "refunded".
  std::string_view status_at(TimeUs time) const;
  // The last change of the status at or before `time`.
  TimeUs updated_at(TimeUs time) const;
};

// A value.
class Shop {
 public:
  explicit Shop(TimeUs start);

  // Orders come in the order of created_at.
  void add(const Order& order);
  // Those placed so far, in that order.
  const std::vector<Order>& orders() const { return orders_; }

  // shop.orders as `fault` would leave it. Fails with a sentence when it has no such column, or has
  // one of the new name already.
  struct Plan {
    SchemaChange change;
    std::string problem;  // empty: it can be done
  };
  Plan plan(const Fault& fault) const;
  // Changes the table; the plan had no problem.
  void apply(const Fault& fault, TimeUs at);

  // What the table's columns hold.
  enum class Attribute {
    kId,
    kCustomer,
    kStatus,
    kAmountCents,
    kAmountUnits,
    kCurrency,
    kCreatedAt,
    kUpdatedAt,
    kNothing,
  };
  struct Layout {
    TimeUs from = 0;
    SourceSchema schema;
    std::vector<Attribute> attributes;  // one for each column
  };
  const Layout& layout_at(TimeUs time) const;

 private:
  std::vector<Order> orders_;
  std::vector<Layout> layouts_;  // by time; the first is from the start
};

// The shop's tables as they were at one moment, for those who read from it. The shop must outlive
// it.
class ShopView final : public Source {
 public:
  ShopView(const Shop& shop, TimeUs at) : shop_(shop), at_(at) {}

  std::optional<SourceSchema> schema(std::string_view table) const override;
  SourceRows read(const SourceRead& question) const override;

 private:
  const Shop& shop_;
  TimeUs at_;
};

}  // namespace nightshift
