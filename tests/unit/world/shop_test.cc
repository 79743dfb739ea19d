#include "engine/world/shop.h"

#include "engine/world/ledger.h"
#include "tests/support/catch.h"
#include "tests/unit/world/worlds.h"

namespace nightshift {
namespace {

// Three orders of 1 March: paid at once; paid and refunded on the 2nd; cancelled.
Shop small_shop() {
  Shop shop(at("2026-03-01"));
  const TimeUs noon = at("2026-03-01T12:00:00Z");
  shop.add({.id = 1,
            .customer_id = 5,
            .amount_cents = 1'000,
            .created_at = noon,
            .paid_at = noon + kMinuteUs});
  shop.add({.id = 2,
            .customer_id = 6,
            .amount_cents = 2'550,
            .created_at = noon + kHourUs,
            .paid_at = noon + kHourUs,
            .refunded_at = at("2026-03-02T09:00:00Z")});
  shop.add({.id = 3,
            .customer_id = 7,
            .amount_cents = 400,
            .created_at = noon + 2 * kHourUs,
            .cancelled_at = noon + 3 * kHourUs});
  return shop;
}

Fault fault(FaultKind kind, std::string column, std::string to = "") {
  return {.kind = kind, .on = "shop.orders", .column = std::move(column), .to = std::move(to)};
}

// The ids that a read gives, and whether more lie behind: "1 3 ...".
std::string ids(const Shop& shop, TimeUs time, SourceRead question) {
  question.table = "shop.orders";
  const SourceRows rows = ShopView(shop, time).read(question);
  std::string text;
  for (const std::vector<Cell>& row : rows.rows) {
    text += (text.empty() ? "" : " ") + cell_text(row[0]);
  }
  return rows.is_last ? text : text + " ...";
}

// A column of all orders at a time: "1000 2550 400"; "-" when there is no such column.
std::string column(const Shop& shop, TimeUs time, const std::string& name) {
  const SourceRows rows = ShopView(shop, time).read({.table = "shop.orders"});
  std::string text;
  for (std::size_t index = 0; index < rows.schema.columns.size(); ++index) {
    if (rows.schema.columns[index].name != name) continue;
    for (const auto& row : rows.rows) text += (text.empty() ? "" : " ") + cell_text(row[index]);
    return text;
  }
  return "-";
}

TEST_CASE("an order's status and its last change depend on when one looks") {
  const Order order = small_shop().orders()[1];
  CHECK(order.status_at(at("2026-03-01T12:59:59Z")) == "placed");
  CHECK(order.status_at(at("2026-03-01T13:00:00Z")) == "paid");
  CHECK(order.status_at(at("2026-03-02T09:00:00Z")) == "refunded");
  CHECK(order.updated_at(at("2026-03-01T20:00:00Z")) == at("2026-03-01T13:00:00Z"));
  CHECK(order.updated_at(at("2026-03-03")) == at("2026-03-02T09:00:00Z"));
  CHECK(small_shop().orders()[2].status_at(at("2026-03-03")) == "cancelled");
}

TEST_CASE("reads see the table as it was, cut and sorted by the cursor") {
  const Shop shop = small_shop();
  const TimeUs later = at("2026-03-03");
  CHECK(ids(shop, later, {}) == "1 2 3");
  CHECK(ids(shop, at("2026-03-01T13:00:00Z"), {}) == "1 2");
  CHECK(ids(shop, later, {.cursor_column = "updated_at"}) == "1 3 2");
  CHECK(ids(shop, later, {.cursor_column = "created_at", .from = "2026-03-01 13:00:00"}) == "2 3");
  CHECK(ids(shop, later,
            {.cursor_column = "created_at", .from = "2026-03-01 13:00:00", .without_from = true}) ==
        "3");
  CHECK(ids(shop, later, {.cursor_column = "created_at", .until = "2026-03-01 13:00:00"}) == "1");
  CHECK(ids(shop, later, {.cursor_column = "order_id", .from = std::int64_t{2}}) == "2 3");
  CHECK(ids(shop, later, {.rows_max = 2}) == "1 2 ...");
  CHECK(ids(shop, later, {.offset = 2, .rows_max = 2}) == "3");
  CHECK(ids(shop, later, {.cursor_column = "colour"}).empty());
  CHECK(ids(shop, later, {.cursor_column = "status"}).empty());
}

TEST_CASE("timestamps are text that SQL can compare") {
  const Shop shop = small_shop();
  CHECK(column(shop, at("2026-03-03"), "created_at") ==
        "2026-03-01 12:00:00 2026-03-01 13:00:00 2026-03-01 14:00:00");
}

TEST_CASE("a rename keeps the values under the new name, a unit change the name") {
  Shop shop = small_shop();
  const TimeUs day = at("2026-03-02");
  shop.apply(fault(FaultKind::kColumnRename, "amount_cents", "amount_minor_units"), day);
  CHECK(column(shop, day, "amount_minor_units") == "1000 2550 400");
  CHECK(column(shop, day, "amount_cents") == "-");
  CHECK(column(shop, day - 1, "amount_cents") == "1000 2550 400");
  shop.apply(fault(FaultKind::kUnitChange, "amount_minor_units"), day + 1);
  CHECK(column(shop, day + 1, "amount_minor_units") == "10 25 4");
  shop.apply(fault(FaultKind::kColumnAdd, "note"), day + 2);
  CHECK(column(shop, day + 2, "note") == "NULL NULL NULL");
  shop.apply(fault(FaultKind::kColumnDrop, "status"), day + 3);
  CHECK(column(shop, day + 3, "status") == "-");
  CHECK(ShopView(shop, day + 3).schema("shop.orders")->version == 4);  // units are not in a schema
  CHECK_FALSE(ShopView(shop, day).schema("shop.nothing"));
}

TEST_CASE("a change that cannot be done says so") {
  const Shop shop = small_shop();
  const auto problem = [&](const Fault& change) { return shop.problem(change); };
  CHECK(problem(fault(FaultKind::kColumnRename, "amount_cents", "total")).empty());
  CHECK(problem(fault(FaultKind::kColumnRename, "amount_cents", "status")) ==
        "shop.orders already has a column status.");
  CHECK(problem(fault(FaultKind::kColumnRename, "colour", "color")) ==
        "shop.orders has no column colour.");
  CHECK(problem(fault(FaultKind::kColumnAdd, "status")) ==
        "shop.orders already has a column status.");
  CHECK(problem(fault(FaultKind::kColumnDrop, "colour")) == "shop.orders has no column colour.");
  CHECK(problem(fault(FaultKind::kColumnRetype, "amount_cents")).empty());
  CHECK(problem(fault(FaultKind::kColumnRetype, "status")) == "status holds no whole numbers.");
  CHECK(problem(fault(FaultKind::kUnitChange, "status")) == "status is no amount.");
  CHECK(problem(fault(FaultKind::kNullableRelax, "status")).empty());
  CHECK(problem(fault(FaultKind::kNullableRelax, "order_id")) == "order_id is the primary key.");
  CHECK(problem(fault(FaultKind::kNullSpike, "status")) == "status is never NULL.");
}

TEST_CASE("a change that comes too late says what became of its column") {
  Shop shop = small_shop();
  const TimeUs day = at("2026-03-02");
  const auto problem = [&](const Fault& change) { return shop.problem(change); };
  shop.apply(fault(FaultKind::kColumnRename, "amount_cents", "total"), day);
  shop.apply(fault(FaultKind::kColumnDrop, "currency"), day + kHourUs);
  shop.apply(fault(FaultKind::kUnitChange, "total"), day + 2 * kHourUs);
  shop.apply(fault(FaultKind::kColumnRetype, "total"), day + 3 * kHourUs);
  shop.apply(fault(FaultKind::kNullableRelax, "total"), day + 4 * kHourUs);
  CHECK(problem(fault(FaultKind::kColumnRename, "amount_cents", "sum")) ==
        "shop.orders has no column amount_cents. It is called total now.");
  CHECK(problem(fault(FaultKind::kColumnDrop, "currency")) ==
        "shop.orders has no column currency. It is gone since 2026-03-02T01:00:00Z.");
  CHECK(problem(fault(FaultKind::kUnitChange, "total")) == "total is in whole units already.");
  CHECK(problem(fault(FaultKind::kColumnRetype, "total")) == "total holds no whole numbers.");
  CHECK(problem(fault(FaultKind::kNullableRelax, "total")) == "total may be NULL already.");
  CHECK(problem(fault(FaultKind::kNullSpike, "total")).empty());
}

TEST_CASE("a retyped column holds the digits of its numbers, as text") {
  Shop shop = small_shop();
  const TimeUs day = at("2026-03-02");
  shop.apply(fault(FaultKind::kColumnRetype, "amount_cents"), day);
  const SourceRows rows = ShopView(shop, day).read({.table = "shop.orders"});
  CHECK(rows.schema.columns[3].type == ColumnType::kText);
  CHECK(rows.rows[1][3] == Cell(std::string("2550")));
  CHECK(ShopView(shop, day - 1).read({.table = "shop.orders"}).rows[1][3] ==
        Cell(std::int64_t{2550}));
  shop.apply(fault(FaultKind::kUnitChange, "amount_cents"), day + 1);
  CHECK(column(shop, day + 1, "amount_cents") == "10 25 4");
}

TEST_CASE("a key that became text is no cursor any more") {
  Shop shop = small_shop();
  const TimeUs day = at("2026-03-02");
  CHECK(ids(shop, day, {.cursor_column = "order_id"}) == "1 2 3");
  shop.apply(fault(FaultKind::kColumnRetype, "order_id"), day);
  CHECK(ids(shop, day, {.cursor_column = "order_id"}).empty());
  CHECK(ids(shop, day, {}) == "1 2 3");
}

// The shop with its first and third order struck by the fault 0, from noon on for two hours.
Shop troubled_shop(Fault trouble) {
  const Shop untroubled = small_shop();
  Shop shop(at("2026-03-01"));
  for (Order order : untroubled.orders()) {
    order.struck = order.id == 2 ? 0 : 1;
    shop.add(order);
  }
  trouble.at = at("2026-03-01T12:00:00Z");
  trouble.until = trouble.at + 2 * kHourUs;
  if (trouble.names_column()) {
    shop.apply(fault(FaultKind::kNullableRelax, trouble.column), at("2026-03-01T11:00:00Z"));
  }
  shop.begin_trouble(trouble, 0);
  return shop;
}

TEST_CASE("a null spike empties a column of the orders of its time, for good") {
  const Shop shop = troubled_shop(fault(FaultKind::kNullSpike, "amount_cents"));
  const TimeUs later = at("2026-03-03");
  CHECK(column(shop, later, "amount_cents") == "NULL 2550 400");
  CHECK(column(shop, later, "status") == "paid refunded cancelled");
  const TimeUs day = at("2026-03-01");
  CHECK(true_revenue_cents(shop, day, day + kDayUs, later) == 1'000);
}

TEST_CASE("rows without a value in the cursor column are never read by it") {
  const Shop shop = troubled_shop(fault(FaultKind::kNullSpike, "updated_at"));
  const TimeUs later = at("2026-03-03");
  CHECK(ids(shop, later, {.cursor_column = "updated_at"}) == "3 2");
  CHECK(ids(shop, later, {.cursor_column = "created_at"}) == "1 2 3");
  CHECK(ids(shop, later, {}) == "1 2 3");
}

TEST_CASE("duplicate rows come one behind the other, in pages too, while it lasts") {
  const Shop shop = troubled_shop(fault(FaultKind::kDuplicateRows, ""));
  const TimeUs during = at("2026-03-01T13:59:59Z");
  CHECK(ids(shop, during, {}) == "1 1 2");
  CHECK(ids(shop, during, {.rows_max = 1}) == "1 ...");
  CHECK(ids(shop, during, {.offset = 1, .rows_max = 2}) == "1 2");
  CHECK(ids(shop, at("2026-03-01T14:00:00Z"), {}) == "1 2 3");
  const TimeUs day = at("2026-03-01");
  CHECK(true_paid_orders(shop, day, day + kDayUs, during) == 2);
}

TEST_CASE("a late order is in the table from its arrival on, and counts from then on") {
  Shop shop(at("2026-03-01"));
  const TimeUs noon = at("2026-03-01T12:00:00Z");
  const TimeUs arrival = at("2026-03-02T09:00:00Z");
  shop.add(
      {.id = 1, .amount_cents = 700, .created_at = noon, .arrived_at = arrival, .paid_at = noon});
  shop.add({.id = 2, .amount_cents = 300, .created_at = noon + 1, .paid_at = noon + 1});
  CHECK(ids(shop, arrival - 1, {}) == "2");
  CHECK(ids(shop, arrival, {}) == "1 2");
  CHECK(column(shop, arrival, "created_at") == "2026-03-01 12:00:00 2026-03-01 12:00:00");
  CHECK(column(shop, arrival, "updated_at") == "2026-03-02 09:00:00 2026-03-01 12:00:00");
  const TimeUs day = at("2026-03-01");
  CHECK(true_revenue_cents(shop, day, day + kDayUs, arrival - 1) == 300);
  CHECK(true_revenue_cents(shop, day, day + kDayUs, arrival) == 1'000);
  CHECK(true_revenues_cents(shop, day, day + kDayUs, day + kDayUs, arrival) ==
        std::vector<std::int64_t>{300, 1'000});
}

TEST_CASE("an order that moved on to a new status is no revenue from then on") {
  Shop shop(at("2026-03-01"));
  const TimeUs noon = at("2026-03-01T12:00:00Z");
  const TimeUs moved = at("2026-03-02T09:00:00Z");
  shop.add({.id = 1,
            .amount_cents = 700,
            .created_at = noon,
            .paid_at = noon,
            .moved_at = moved,
            .moved_to = "chargeback"});
  const TimeUs day = at("2026-03-01");
  CHECK(column(shop, moved - 1, "status") == "paid");
  CHECK(column(shop, moved, "status") == "chargeback");
  CHECK(column(shop, moved, "updated_at") == "2026-03-02 09:00:00");
  CHECK(true_revenue_cents(shop, day, day + kDayUs, moved - 1) == 700);
  CHECK(true_revenue_cents(shop, day, day + kDayUs, moved) == 0);
  CHECK(true_revenues_cents(shop, day, day + kDayUs, day + kDayUs, moved) ==
        std::vector<std::int64_t>{0, 700});
}

TEST_CASE("the truth is what stood as paid at the time") {
  const Shop shop = small_shop();
  const TimeUs day = at("2026-03-01");
  const auto truth = [&](std::string_view as_of) {
    return true_revenue_cents(shop, day, day + kDayUs, at(as_of));
  };
  CHECK(truth("2026-03-01T12:00:30Z") == 0);
  CHECK(truth("2026-03-02") == 3'550);
  CHECK(truth("2026-03-02T09:00:00Z") == 1'000);
  CHECK(true_revenue_cents(shop, day + kDayUs, day + 2 * kDayUs, at("2026-03-03")) == 0);
  CHECK(true_paid_orders(shop, day, day + kDayUs, at("2026-03-02")) == 2);
}

TEST_CASE("a number is honest when it was true since the day closed") {
  const Shop shop = small_shop();
  const TimeUs day = at("2026-03-01");
  const auto honest = [&](std::string_view until) {
    return true_revenues_cents(shop, day, day + kDayUs, day + kDayUs, at(until));
  };
  CHECK(honest("2026-03-02T08:00:00Z") == std::vector<std::int64_t>{3'550});
  CHECK(honest("2026-03-03") == std::vector<std::int64_t>{1'000, 3'550});
}

}  // namespace
}  // namespace nightshift
