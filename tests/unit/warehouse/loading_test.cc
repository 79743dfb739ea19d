#include "tests/support/catch.h"
#include "tests/unit/warehouse/shop.h"

namespace nightshift {
namespace {

// Loads `csv` into an empty orders table that then must have as many rows as the result says: none
// after an error.
Error csv_error(std::string_view csv) {
  Warehouse warehouse(kTestOptions);
  REQUIRE(warehouse.create_table(orders_schema()).has_value());
  const auto rows = warehouse.load_csv(orders_schema(), csv, "data/orders.csv");
  CHECK(warehouse.row_count("orders") == rows.value_or(0));
  if (rows) return {};
  CHECK(rows.error().whose == Whose::kAuthor);
  CHECK(rows.error().where.file == "data/orders.csv");
  CHECK_FALSE(rows.error().remedy.empty());
  return rows.error();
}

TEST_CASE("a CSV file fills a table, columns in any order") {
  Warehouse warehouse(kTestOptions);
  REQUIRE(warehouse.create_table(orders_schema()).has_value());
  const auto rows = warehouse.load_csv(orders_schema(),
                                       "status,order_id,weight,is_gift,placed_on,placed_at\n"
                                       "paid,1,1.50,true,2026-03-01,2026-03-01T09:30:00+02:00\n"
                                       "paid,2,2,0,,\n",
                                       "orders.csv");
  REQUIRE(rows.has_value());
  CHECK(*rows == 2);
  CHECK(ask(warehouse, "SELECT * FROM orders") ==
        "1 | paid | NULL | 1.5 | 1 | 2026-03-01 | 2026-03-01T09:30:00+02:00\n"
        "2 | paid | NULL | 2.0 | 0 | NULL | NULL\n");
}

TEST_CASE("each flaw of a CSV file has its code and its line") {
  const std::string header = "order_id,status,amount_cents,weight,is_gift,placed_on,placed_at\n";
  struct Flaw {
    std::string line;
    std::string code;
    std::string named;
  };
  const std::vector<Flaw> flaws = {
      {"x,paid,,,,,", "data.type", "order_id: 'x' is no integer"},
      {"2.0,paid,,,,,", "data.type", "order_id: '2.0' is no integer"},
      {"99999999999999999999,paid,,,,,", "data.type", "integer"},
      {"2,paid,,1.5.2,,,", "data.type", "weight: '1.5.2' is no real"},
      {"2,paid,,nan,,,", "data.type", "real"},
      {"2,paid,,,yes,,", "data.type", "is_gift: 'yes' is no boolean"},
      {"2,paid,,,,2026-02-30,", "data.type", "placed_on: '2026-02-30' is no date"},
      {"2,paid,,,,,2026-02-03", "data.type", "placed_at: '2026-02-03' is no timestamp"},
      {"2,shipped,,,,,", "data.accepted_value", "status: 'shipped'"},
      {"2,,,,,,", "data.null", "status may not be NULL"},
      {",paid,,,,,", "data.null", "order_id may not be NULL"},
      {"1,paid,,,,,", "data.duplicate_key", "order_id: '1' is there already"},
      {"2,paid", "data.field_count", "2 fields"}};
  CHECK(csv_error(header + "1,paid,,,,,\n2,paid,5,1e3,FALSE,2026-02-28,2026-02-28 10:00\n")
            .code.empty());
  for (const Flaw& flaw : flaws) {
    CAPTURE(flaw.line);
    const Error error = csv_error(header + "1,paid,,,,,\n" + flaw.line + "\n");
    CHECK(error.code == flaw.code);
    CHECK(error.where.line == 3);
    CHECK_THAT(error.message, Catch::Matchers::Contains(flaw.named));
  }
}

TEST_CASE("each flaw of a header has its code") {
  CHECK(csv_error("order_id,status\n").code.empty());
  CHECK(csv_error("").code == "data.no_header");
  CHECK(csv_error("order_id,staus\n").code == "data.unknown_column");
  CHECK(csv_error("order_id,staus\n").remedy == "Did you mean status?");
  CHECK(csv_error("order_id,status,status\n").code == "data.repeated_column");
  CHECK(csv_error("order_id,amount_cents\n1,5\n").code == "data.missing_column");
}

TEST_CASE("a file that is no text or no CSV is refused with its place") {
  const Error not_text = csv_error("order_id,status\n1,pa\xffid\n");
  CHECK(not_text.code == "data.not_text");
  CHECK(not_text.where.line == 2);
  CHECK(not_text.where.column == 5);
  const Error quote = csv_error("order_id,status\n1,\"paid\n");
  CHECK(quote.code == "csv.quote");
  CHECK(quote.where.line == 2);
}

TEST_CASE("a composite key names all its parts") {
  TableSchema schema = orders_schema();
  schema.primary_key = {"order_id", "status"};
  Warehouse warehouse(kTestOptions);
  REQUIRE(warehouse.create_table(schema).has_value());
  const auto rows =
      warehouse.load_csv(schema, "order_id,status\n1,paid\n1,refunded\n1,paid\n", "orders.csv");
  REQUIRE_FALSE(rows.has_value());
  CHECK(rows.error().code == "data.duplicate_key");
  CHECK_THAT(rows.error().message,
             Catch::Matchers::Contains("order_id and status: '1' and 'paid'"));
}

// Gives the rows of a list.
class ListSource : public Warehouse::RowSource {
 public:
  explicit ListSource(std::vector<std::vector<Cell>> rows) : rows_(std::move(rows)) {}
  bool next(std::vector<Cell>& row) override {
    if (at_ == rows_.size()) return false;
    row = rows_[at_++];
    return true;
  }

 private:
  std::vector<std::vector<Cell>> rows_;
  std::size_t at_ = 0;
};

std::vector<Cell> order(std::int64_t id, const std::string& status, Cell weight = Null{}) {
  return {id, status, Null{}, std::move(weight), Null{}, Null{}, Null{}};
}

TEST_CASE("rows of cells are loaded and checked, all or nothing") {
  Warehouse warehouse = shop();
  ListSource good({order(11, "paid"), order(12, "paid", 2.5), order(13, "paid", std::int64_t{3})});
  REQUIRE(warehouse.load_rows(orders_schema(), good, "generator").has_value());
  CHECK(warehouse.row_count("orders") == 6);
  const std::vector<std::pair<std::vector<Cell>, std::string>> flaws = {
      {order(21, "shipped"), "data.accepted_value"},
      {order(11, "paid"), "data.duplicate_key"},
      {order(21, "paid", std::string("heavy")), "data.type"},
      {{std::int64_t{21}}, "data.field_count"},
      {{Null{}, std::string("paid"), Null{}, Null{}, Null{}, Null{}, Null{}}, "data.null"}};
  for (const auto& [row, code] : flaws) {
    ListSource bad({order(20, "paid"), row});
    const auto rows = warehouse.load_rows(orders_schema(), bad, "generator");
    REQUIRE_FALSE(rows.has_value());
    CHECK(rows.error().code == code);
    CHECK(rows.error().where.file == "generator");
    CHECK(rows.error().message.starts_with("Row 2: "));
    CHECK(warehouse.row_count("orders") == 6);
  }
}

TEST_CASE("INSERT statements load rows, with seeded chance") {
  Warehouse one = shop();
  Warehouse two = shop();
  constexpr std::string_view kInsert =
      "-- four more\nINSERT INTO orders (order_id, status, amount_cents)\n"
      "SELECT 10 + value, 'paid', abs(random()) % 1000 FROM json_each('[0,1,2]');\n"
      "INSERT INTO orders (order_id, status) VALUES (20, 'paid');\n";
  REQUIRE(one.load_sql(kInsert, "extra.sql").has_value());
  REQUIRE(two.load_sql(kInsert, "extra.sql").has_value());
  CHECK(one.row_count("orders") == 7);
  CHECK(ask(one, "SELECT * FROM orders") == ask(two, "SELECT * FROM orders"));
}

TEST_CASE("what is no INSERT, or a bad one, is refused with its place and undone") {
  const std::string good = "INSERT INTO orders (order_id, status) VALUES (50, 'paid');\n";
  struct Flaw {
    std::string sql;
    std::string code;
  };
  const std::vector<Flaw> flaws = {
      {"DELETE FROM orders", "data.not_insert"},
      {"UPDATE orders SET status = 'paid'", "data.not_insert"},
      {"SELECT 1", "data.not_insert"},
      {"CREATE TABLE x (a)", "data.not_insert"},
      {"COMMIT", "data.not_insert"},
      {"PRAGMA ignore_check_constraints = 1", "data.not_insert"},
      {"EXPLAIN INSERT INTO orders (order_id, status) VALUES (51, 'paid')", "data.not_insert"},
      {"INSERT INTO orders (order_id, status) VALUES (50, 'paid')", "data.duplicate_key"},
      {"INSERT INTO orders (order_id, status) VALUES (51, 'shipped')", "data.refused"},
      {"INSERT INTO orders (order_id, status, placed_on) VALUES (51, 'paid', 'soon')",
       "data.refused"},
      {"INSERT INTO orders (order_id, status, is_gift) VALUES (51, 'paid', 2)", "data.refused"},
      {"INSERT INTO orders (order_id, statu) VALUES (51, 'paid')", "data.sql"},
      {"INSERT INTO orders (order_id, status) VALUES (51, NULL)", "data.sql"}};
  for (const Flaw& flaw : flaws) {
    CAPTURE(flaw.sql);
    Warehouse warehouse = shop();
    const auto loaded = warehouse.load_sql(good + flaw.sql, "extra.sql");
    REQUIRE_FALSE(loaded.has_value());
    CHECK(loaded.error().code == flaw.code);
    CHECK(loaded.error().where.file == "extra.sql");
    CHECK(loaded.error().where.line >= 1);
    CHECK(warehouse.row_count("orders") == 3);
    CHECK(warehouse.load_sql(good, "extra.sql").has_value());
  }
}

TEST_CASE("a table must be there before rows come") {
  Warehouse warehouse(kTestOptions);
  const auto rows = warehouse.load_csv(orders_schema(), "order_id,status\n1,paid\n", "orders.csv");
  REQUIRE_FALSE(rows.has_value());
  CHECK(rows.error().code == "data.no_such_table");
  CHECK_FALSE(rows.error().remedy.empty());
}

TEST_CASE("a value has a largest length") {
  const TableSchema notes = {
      .name = "notes",
      .description = {},
      .columns = {{.name = "note", .type = ColumnType::kText, .nullable = true}},
      .primary_key = {}};
  const auto loaded = [&](std::size_t bytes) {
    Warehouse warehouse(kTestOptions);
    REQUIRE(warehouse.create_table(notes).has_value());
    return warehouse.load_csv(notes, "note\n\n" + std::string(bytes, 'x') + "\n", "notes.csv");
  };
  CHECK(loaded(10) == 2);  // the empty line is a row with NULL
  CHECK(loaded(16 * 1024 * 1024) == 2);
  const auto rows = loaded(16 * 1024 * 1024 + 1);
  REQUIRE_FALSE(rows.has_value());
  CHECK(rows.error().code == "data.too_long");
  CHECK(rows.error().where.line == 3);
}

TEST_CASE("an author's endless INSERT and one with a NUL byte end with an error") {
  Warehouse warehouse = shop();
  const auto nul = warehouse.load_sql(std::string_view("INSERT\0", 7), "extra.sql");
  REQUIRE_FALSE(nul.has_value());
  CHECK(nul.error().code == "data.not_text");
  // Looking for a megabyte in four is more work than any budget has.
  const auto endless = warehouse.load_sql(
      "INSERT INTO orders (order_id, status) SELECT 50, 'paid' "
      "WHERE instr(hex(zeroblob(4000000)), hex(zeroblob(1000000)) || '1') > 0",
      "extra.sql");
  REQUIRE_FALSE(endless.has_value());
  CHECK(endless.error().code == "data.over_budget");
  CHECK(endless.error().where.file == "extra.sql");
  CHECK(warehouse.row_count("orders") == 3);
}

}  // namespace
}  // namespace nightshift
