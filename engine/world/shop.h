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
#include "engine/world/layout.h"
#include "engine/world/order.h"

namespace nightshift {

// A value.
class Shop {
 public:
  explicit Shop(TimeUs start);

  // Orders come in the order of created_at, also those that the table gets later.
  void add(const Order& order);
  // Those placed so far, in that order.
  const std::vector<Order>& orders() const { return orders_; }

  // Why a fault cannot come to pass now, in a sentence; empty: it can.
  std::string problem(const Fault& fault) const;

  // shop.orders as a change that has no problem would leave it.
  SchemaChange plan(const Fault& fault) const;
  // Changes the table; the fault had no problem.
  void apply(const Fault& fault, TimeUs at);

  // From fault.at to before fault.until the orders that the index-th fault of the plan strikes have
  // NULL in its column (null.spike), or are delivered twice by each read (duplicate.rows). During a
  // source.outage no order is struck, but connections are refused.
  void begin_trouble(const Fault& fault, std::size_t index);

  const Layout& layout_at(TimeUs time) const;
  // True when a null.spike emptied this attribute of the order.
  bool is_emptied(const Order& order, Attribute attribute) const;
  // True when a read at `time` delivers the order twice.
  bool is_repeated(const Order& order, TimeUs time) const;
  // True while a source.outage lasts.
  bool is_out(TimeUs time) const;

 private:
  struct Trouble {
    FaultKind kind = FaultKind::kNullSpike;
    std::size_t fault = 0;
    TimeUs from = 0;
    TimeUs until = 0;
    Attribute attribute = Attribute::kNothing;  // null.spike only
  };

  std::vector<Order> orders_;
  std::vector<Layout> layouts_;  // by time; the first is from the start
  std::vector<Trouble> troubles_;
};

// The shop's tables as they were at one moment, for those who read from it. The shop must outlive
// it. A cursor column must hold the key or a time: another one, or a key turned into text, reads
// nothing. Rows that have NULL in the cursor column are never read by it, as in SQL. An outage is
// one of connections: the shop's own people go on reading, so schema() and read() stay true
// meanwhile.
class ShopView final : public Source {
 public:
  ShopView(const Shop& shop, TimeUs at) : shop_(shop), at_(at) {}

  bool answers(std::string_view table) const override;
  std::optional<SourceSchema> schema(std::string_view table) const override;
  SourceRows read(const SourceRead& question) const override;

 private:
  const Shop& shop_;
  TimeUs at_;
};

}  // namespace nightshift
