#include "tests/support/judged_pack.h"

#include <map>

#include "tests/support/pack_edits.h"

namespace nightshift::testing {
namespace {

constexpr std::string_view kPack = R"({
  "format": 1, "id": "00000000-0000-4000-8000-000000000101", "name": "judged", "title": "Judged",
  "description": "For tests.", "version": "0.1.0"
})";

constexpr std::string_view kLesson = R"({
  "id": "00000000-0000-4000-8000-000000000102",
  "title": "Paid orders", "summary": "Counts paid orders.", "objectives": ["Count."],
  "duration_minutes": 5, "level": 1,
  "tables": [{"name": "orders", "primary_key": ["order_id"], "columns": [
    {"name": "order_id", "type": "integer"},
    {"name": "customer", "type": "text"},
    {"name": "status", "type": "text", "accepted_values": ["paid", "open", "void"]},
    {"name": "cents", "type": "integer"},
    {"name": "placed_at", "type": "timestamp"}]}],
  "datasets": [
    {"name": "small", "visible": true, "tables": {"orders": [{"csv": "data/small.csv"}]}},
    {"name": "more", "tables": {"orders": [{"csv": "data/more.csv"}]}}],
  "steps": [
    {"kind": "query", "id": "paid", "title": "Paid", "text": "text/paid.md", "answer": "paid.sql",
     "hints": ["Count them."],
     "checks": [
       {"id": "00000000-0000-4000-8000-000000000111", "kind": "runs"},
       {"id": "00000000-0000-4000-8000-000000000112", "kind": "columns"},
       {"id": "00000000-0000-4000-8000-000000000113", "kind": "types"},
       {"id": "00000000-0000-4000-8000-000000000114", "kind": "row_count"},
       {"id": "00000000-0000-4000-8000-000000000115", "kind": "rows", "needs": ["types"]},
       {"id": "00000000-0000-4000-8000-000000000116", "kind": "order"},
       {"id": "00000000-0000-4000-8000-000000000117", "kind": "judged", "points": 3,
        "equivalent": [{"before": "ORDER BY customer", "after": ""}]}]}]
})";

const std::map<std::string, std::string_view>& judged_files() {
  static const std::map<std::string, std::string_view> files = {
      {"pack.json", kPack},
      {"01-paid/lesson.json", kLesson},
      {"01-paid/text/paid.md", "Count the paid orders of each customer."},
      {"01-paid/data/small.csv",
       "order_id,customer,status,cents,placed_at\n"
       "1,ada,paid,500,2026-03-01T09:30:00Z\n"
       "2,ada,open,700,2026-03-01T23:30:00-05:00\n"
       "3,bob,paid,900,2026-03-02T00:10:00+05:30\n"
       "4,bob,paid,100,2026-03-02T00:10:00+00:00\n"},
      {"01-paid/data/more.csv",
       "order_id,customer,status,cents,placed_at\n"
       "7,cleo,paid,314159,2026-04-01T09:30:00Z\n"
       "8,dora,open,271828,2026-04-02T09:30:00Z\n"},
      {"01-paid/start/paid.sql", "SELECT * FROM orders"},
      {"01-paid/solution/paid.sql", kPaidSolution},
      {"01-paid/rewrites/paid/in-a-subquery.sql",
       "SELECT customer, count(*) AS orders FROM (SELECT * FROM orders WHERE status = 'paid') "
       "GROUP BY customer ORDER BY 1"},
      {"01-paid/mistakes/not-open/mistake.json",
       R"({"title": "Not open", "step": "paid", "fails": "judged", "reason": "judge.rows_differ",
           "feedback": "What is not open may also be void."})"},
      {"01-paid/mistakes/not-open/paid.sql",
       "SELECT customer, count(*) AS orders FROM orders WHERE status <> 'open' GROUP BY customer "
       "ORDER BY customer"},
      {"01-paid/mistakes/every-order/mistake.json",
       R"({"title": "Every order", "step": "paid", "fails": "row_count",
           "feedback": "Orders that nobody paid are counted, too."})"},
      {"01-paid/mistakes/every-order/paid.sql",
       "SELECT customer, count(*) AS orders FROM orders GROUP BY customer ORDER BY customer"}};
  return files;
}

}  // namespace

FileSet judged_pack() {
  FileSet files;
  for (const auto& [path, bytes] : judged_files()) {
    files = with_file(std::move(files), path, bytes);
  }
  return files;
}

FileSet judged_pack_with(const std::string& members) {
  return replaced(judged_pack(), "01-paid/lesson.json", "\"tables\": [", members + "\"tables\": [");
}

}  // namespace nightshift::testing
