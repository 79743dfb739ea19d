#include "tests/unit/judge/pairs.h"

namespace nightshift {
namespace {

constexpr const char* kShop =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT);"
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id),"
    " total REAL, status VARCHAR(10) NOT NULL, placed DATE);"
    "CREATE TABLE lines (order_id INTEGER NOT NULL REFERENCES orders (id), product TEXT NOT NULL,"
    " quantity INTEGER NOT NULL CHECK (quantity > 0), PRIMARY KEY (order_id, product))";

constexpr const char* kStaff =
    "CREATE TABLE employees (id INTEGER PRIMARY KEY, name TEXT, dept TEXT, salary INTEGER,"
    " manager INTEGER REFERENCES employees (id), hired DATE)";

// No keys at all, as in many exercises.
constexpr const char* kLoose =
    "CREATE TABLE students (sid INT, name TEXT, major TEXT, grade REAL);"
    "CREATE TABLE enrolled (sid INT, course TEXT, points INT)";

constexpr const char* kJoin = "orders.customer_id = customers.id; table customers; table orders";

}  // namespace

std::vector<QueryPair> wrong_pairs() {
  const std::string join = kJoin;
  return {
      {"inner for left join", kShop,
       "SELECT c.name, o.id FROM customers c LEFT JOIN orders o ON o.customer_id = c.id",
       "SELECT c.name, o.id FROM customers c JOIN orders o ON o.customer_id = c.id", join},
      {"count(*) for count(column)", kShop, "SELECT count(total) FROM orders",
       "SELECT count(*) FROM orders", "table orders"},
      {"count(*) after a left join", kShop,
       "SELECT c.id, count(o.id) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id "
       "GROUP BY c.id",
       "SELECT c.id, count(*) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id "
       "GROUP BY c.id",
       join + "; group customers.id"},
      {">= for >", kShop, "SELECT id FROM orders WHERE total > 1000 AND status = 'late'",
       "SELECT id FROM orders WHERE total >= 1000 AND status = 'late'",
       "orders.total > 1000; orders.status = late; table orders"},
      {"missing distinct", kShop,
       "SELECT DISTINCT c.city FROM customers c JOIN orders o ON o.customer_id = c.id",
       "SELECT c.city FROM customers c JOIN orders o ON o.customer_id = c.id",
       join + "; group customers.city"},
      {"count without distinct", kShop, "SELECT count(DISTINCT customer_id) FROM orders",
       "SELECT count(customer_id) FROM orders", "table orders; group orders.customer_id"},
      {"having off by one", kShop,
       "SELECT customer_id FROM orders WHERE customer_id IS NOT NULL GROUP BY customer_id HAVING "
       "count(*) >= 5",
       "SELECT customer_id FROM orders WHERE customer_id IS NOT NULL GROUP BY customer_id HAVING "
       "count(*) > 5",
       "table orders; having count >= 5; group orders.customer_id"},
      {"having count of a large bound", kStaff,
       "SELECT dept FROM employees GROUP BY dept HAVING count(*) > 20",
       "SELECT dept FROM employees GROUP BY dept HAVING count(*) >= 20",
       "having count > 20; group employees.dept"},
      {"having sum", kShop,
       "SELECT customer_id FROM orders GROUP BY customer_id HAVING sum(total) > 100",
       "SELECT customer_id FROM orders GROUP BY customer_id HAVING sum(total) >= 100",
       "table orders; having sum orders.total > 100; group orders.customer_id"},
      {"having for where", kStaff, "SELECT dept FROM employees WHERE salary > 100 GROUP BY dept",
       "SELECT dept FROM employees GROUP BY dept HAVING avg(salary) > 100",
       "employees.salary > 100; group employees.dept"},
      {"not in with null", kShop,
       "SELECT id FROM customers WHERE id NOT IN (SELECT customer_id FROM orders WHERE customer_id "
       "IS NOT NULL)",
       "SELECT id FROM customers WHERE id NOT IN (SELECT customer_id FROM orders)", join},
      {"like prefix for contains", kShop, "SELECT name FROM customers WHERE name LIKE '%an%'",
       "SELECT name FROM customers WHERE name LIKE 'an%'",
       "customers.name like %an%; table customers"},
      {"like underscore", kShop, "SELECT name FROM customers WHERE name LIKE 'A_b%'",
       "SELECT name FROM customers WHERE name LIKE 'A%b%'",
       "customers.name like A_b%; customers.name like A%b%; table customers"},
      {"glob for like: case", kShop, "SELECT name FROM customers WHERE name LIKE 'Ad%'",
       "SELECT name FROM customers WHERE name GLOB 'Ad*'",
       "customers.name like Ad%; customers.name glob Ad*; table customers"},
      {"month edge", kShop,
       "SELECT id FROM orders WHERE placed >= '2024-02-01' AND placed < '2024-03-01'",
       "SELECT id FROM orders WHERE placed BETWEEN '2024-02-01' AND '2024-03-01'",
       "orders.placed >= 2024-02-01; orders.placed < 2024-03-01; table orders"},
      {"last day of february", kShop,
       "SELECT id FROM orders WHERE strftime('%Y-%m', placed) = '2024-02'",
       "SELECT id FROM orders WHERE placed BETWEEN '2024-02-01' AND '2024-02-28'",
       "date orders.placed %Y-%m = 2024-02; orders.placed >= 2024-02-01; orders.placed <= "
       "2024-02-28; table orders"},
      {"month without year", kShop,
       "SELECT id FROM orders WHERE strftime('%Y', placed) = '2023' AND strftime('%m', placed) = "
       "'07'",
       "SELECT id FROM orders WHERE strftime('%m', placed) = '07'",
       "date orders.placed %Y = 2023; date orders.placed %m = 07; table orders"},
      {"union for union all", kLoose, "SELECT sid FROM students UNION ALL SELECT sid FROM enrolled",
       "SELECT sid FROM students UNION SELECT sid FROM enrolled", "students.sid = enrolled.sid"},
      {"except for not exists", kLoose,
       "SELECT s.name FROM students s WHERE NOT EXISTS (SELECT 1 FROM enrolled e WHERE e.sid = "
       "s.sid)",
       "SELECT s.name FROM students s EXCEPT SELECT s.name FROM students s JOIN enrolled e ON "
       "e.sid = s.sid",
       "students.sid = enrolled.sid"},
      {"rank for row_number", kStaff,
       "SELECT name, rank() OVER (PARTITION BY dept ORDER BY salary DESC) FROM employees",
       "SELECT name, row_number() OVER (PARTITION BY dept ORDER BY salary DESC, id) FROM employees",
       "group employees.dept; order employees.salary"},
      {"max with ties", kStaff,
       "SELECT name FROM employees WHERE salary = (SELECT max(salary) FROM employees)",
       "SELECT name FROM employees WHERE salary IS NOT NULL ORDER BY salary DESC LIMIT 1",
       "limit 1; order employees.salary"},
      {"and for or", kShop, "SELECT id FROM orders WHERE status = 'late' OR total > 50",
       "SELECT id FROM orders WHERE status = 'late' AND total > 50",
       "orders.status = late; orders.total > 50; table orders"},
      {"and before or", kStaff,
       "SELECT id FROM employees WHERE (dept = 'it' OR dept = 'hr') AND salary > 10",
       "SELECT id FROM employees WHERE dept = 'it' OR dept = 'hr' AND salary > 10",
       "employees.dept = it; employees.dept = hr; employees.salary > 10"},
      {"null in <>", kShop, "SELECT id FROM customers WHERE city <> 'Rome' OR city IS NULL",
       "SELECT id FROM customers WHERE city <> 'Rome'", "customers.city = Rome; table customers"},
      {"condition in where instead of on", kShop,
       "SELECT c.id, o.id FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.status "
       "= 'paid'",
       "SELECT c.id, o.id FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE "
       "o.status = 'paid'",
       join + "; orders.status = paid"},
      {"wrong join column", kShop,
       "SELECT o.id, l.product FROM orders o JOIN lines l ON l.order_id = o.id",
       "SELECT o.id, l.product FROM orders o JOIN lines l ON l.order_id = o.customer_id",
       "orders.id = lines.order_id; orders.customer_id = lines.order_id; table orders; table "
       "lines"},
      {"missing join condition", kShop,
       "SELECT c.name FROM customers c JOIN orders o ON o.customer_id = c.id",
       "SELECT c.name FROM customers c, orders o", join},
      {"group by too few columns", kShop,
       "SELECT city, name, count(*) FROM customers GROUP BY city, name",
       "SELECT city, name, count(*) FROM customers GROUP BY city",
       "table customers; group customers.city; group customers.name"},
      {"group by name instead of id", kShop,
       "SELECT count(o.id) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id",
       "SELECT count(o.id) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.name",
       join + "; group customers.id; group customers.name"},
      {"integer division", kLoose,
       "SELECT course, sum(points) * 1.0 / count(*) FROM enrolled "
       "GROUP BY course",
       "SELECT course, sum(points) / count(*) FROM enrolled GROUP BY course",
       "table enrolled; group enrolled.course; arithmetic enrolled.points"},
      {"average of averages", kStaff, "SELECT avg(salary) FROM employees",
       "SELECT avg(a) FROM (SELECT avg(salary) AS a FROM employees GROUP BY dept)",
       "group employees.dept; arithmetic employees.salary"},
      {"order direction", kShop,
       "SELECT id, total FROM orders WHERE total IS NOT NULL ORDER BY "
       "total DESC, id",
       "SELECT id, total FROM orders WHERE total IS NOT NULL ORDER BY total, id",
       "table orders; order orders.total", true},
      {"limit one too many", kShop, "SELECT id FROM orders ORDER BY total DESC, id LIMIT 10",
       "SELECT id FROM orders ORDER BY total DESC, id LIMIT 11",
       "table orders; order orders.total; limit 10; limit 11", true},
      {"offset", kStaff,
       "SELECT DISTINCT salary FROM employees ORDER BY salary DESC LIMIT 1 OFFSET 1",
       "SELECT DISTINCT salary FROM employees ORDER BY salary DESC LIMIT 1 OFFSET 2",
       "order employees.salary; limit 2; limit 3"},
      {"sum of nothing", kShop,
       "SELECT c.id, coalesce(sum(o.total), 0) FROM customers c LEFT JOIN orders o ON "
       "o.customer_id "
       "= c.id GROUP BY c.id",
       "SELECT c.id, sum(o.total) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id "
       "GROUP "
       "BY c.id",
       join + "; group customers.id"},
      {"window frame", kStaff,
       "SELECT id, sum(salary) OVER (ORDER BY hired ROWS UNBOUNDED PRECEDING) FROM employees WHERE "
       "hired < '2020-06-01' AND id < 1",
       "SELECT id, sum(salary) OVER (ORDER BY hired) + 1 FROM employees WHERE hired < '2020-06-01' "
       "AND id < 1",
       "employees.hired < 2020-06-01; employees.id < 1; order employees.hired"},
      {"manager's salary", kStaff,
       "SELECT e.name FROM employees e JOIN employees m ON e.manager = m.id WHERE e.salary > "
       "m.salary",
       "SELECT e.name FROM employees e JOIN employees m ON e.manager = m.id WHERE e.salary >= "
       "m.salary",
       "employees.manager = employees.id"},
      {"all instead of any", kStaff,
       "SELECT id FROM employees WHERE salary > (SELECT min(salary) FROM employees WHERE dept = "
       "'it')",
       "SELECT id FROM employees WHERE salary > (SELECT max(salary) FROM employees WHERE dept = "
       "'it')",
       "employees.dept = it"},
      {"three tables, product of one order", kShop,
       "SELECT c.name, sum(l.quantity) FROM customers c JOIN orders o ON o.customer_id = c.id JOIN "
       "lines l ON l.order_id = o.id WHERE l.product = 'tea' GROUP BY c.id",
       "SELECT c.name, count(l.quantity) FROM customers c JOIN orders o ON o.customer_id = c.id "
       "JOIN "
       "lines l ON l.order_id = o.id WHERE l.product = 'tea' GROUP BY c.id",
       "orders.customer_id = customers.id; lines.order_id = orders.id; lines.product = tea; group "
       "customers.id"},
      {"all products: division", kShop,
       "SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM lines p WHERE NOT EXISTS (SELECT "
       "1 "
       "FROM lines l WHERE l.order_id = o.id AND l.product = p.product))",
       "SELECT o.id FROM orders o JOIN lines l ON l.order_id = o.id GROUP BY o.id HAVING count(*) "
       "> "
       "1",
       "lines.order_id = orders.id; table orders; table lines; having count > 1"},
      {"case of letters", kLoose, "SELECT sid FROM students WHERE lower(major) = 'math'",
       "SELECT sid FROM students WHERE major = 'math'",
       "students.major = math; case students.major; table students"},
      {"rounding", kLoose, "SELECT round(grade, 1) FROM students",
       "SELECT round(grade) FROM students", "table students; arithmetic students.grade"}};
}

std::vector<QueryPair> equal_pairs() {
  const std::string join = kJoin;
  const std::string whole =
      "{\"tables\": {\"orders\": {\"columns\": {\"customer_id\": {\"not_null\": true}, \"total\": "
      "{\"not_null\": true}}}}}";
  return {
      {"in or exists", kShop,
       "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders)",
       "SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = "
       "c.id)",
       join},
      {"in or distinct join", kShop,
       "SELECT id, name FROM customers WHERE id IN (SELECT customer_id FROM orders)",
       "SELECT DISTINCT c.id, c.name FROM customers c JOIN orders o ON o.customer_id = c.id", join},
      {"join order", kShop,
       "SELECT c.id, o.id FROM customers c JOIN orders o ON o.customer_id = c.id",
       "SELECT c.id, o.id FROM orders o JOIN customers c ON o.customer_id = c.id", join},
      {"right join turned", kShop,
       "SELECT c.id, o.id FROM orders o RIGHT JOIN customers c ON o.customer_id = c.id",
       "SELECT c.id, o.id FROM customers c LEFT JOIN orders o ON o.customer_id = c.id", join},
      {"between or two bounds", kShop, "SELECT id FROM orders WHERE total BETWEEN 10 AND 20",
       "SELECT id FROM orders WHERE total >= 10 AND total <= 20",
       "orders.total >= 10; orders.total <= 20; table orders"},
      {"de morgan", kShop, "SELECT id FROM orders WHERE NOT (status = 'a' OR total > 5)",
       "SELECT id FROM orders WHERE status <> 'a' AND total <= 5",
       "orders.status = a; orders.total > 5; table orders"},
      {"distinct or group by", kShop, "SELECT DISTINCT city FROM customers",
       "SELECT city FROM customers GROUP BY city", "table customers; group customers.city"},
      {"having or subquery", kShop,
       "SELECT customer_id FROM orders GROUP BY customer_id HAVING count(*) > 2",
       "SELECT customer_id FROM (SELECT customer_id, count(*) AS n FROM orders GROUP BY "
       "customer_id) "
       "WHERE n >= 3",
       "table orders; having count > 2; group orders.customer_id"},
      {"union of distinct", kLoose, "SELECT sid FROM students UNION SELECT sid FROM enrolled",
       "SELECT DISTINCT sid FROM (SELECT sid FROM students UNION ALL SELECT sid FROM enrolled)",
       "students.sid = enrolled.sid"},
      {"year by strftime or by bounds", kShop,
       "SELECT id FROM orders WHERE strftime('%Y', placed) = '2024'",
       "SELECT id FROM orders WHERE placed >= '2024-01-01' AND placed <= '2024-12-31'",
       "date orders.placed %Y = 2024; orders.placed >= 2024-01-01; orders.placed <= 2024-12-31; "
       "table "
       "orders"},
      {"year by substr", kShop, "SELECT id FROM orders WHERE placed LIKE '2024-02%'",
       "SELECT id FROM orders WHERE substr(placed, 1, 7) = '2024-02'",
       "orders.placed like 2024-02%; table orders"},
      {"not null by declaration", kShop,
       "SELECT count(*) FROM orders WHERE customer_id = customer_id",
       "SELECT count(customer_id) FROM orders", "table orders", false, whole},
      {"inner for left under a constraint", kShop,
       "SELECT o.id, c.name FROM orders o LEFT JOIN customers c ON o.customer_id = c.id",
       "SELECT o.id, c.name FROM orders o JOIN customers c ON o.customer_id = c.id", join, false,
       whole},
      {"not in without null", kShop,
       "SELECT id FROM customers WHERE id NOT IN (SELECT customer_id FROM orders)",
       "SELECT id FROM customers EXCEPT SELECT customer_id FROM orders", join, false, whole},
      {"group by key or key and name", kShop,
       "SELECT c.name, count(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY "
       "c.id",
       "SELECT c.name, count(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY "
       "c.id, c.name",
       join + "; group customers.id"},
      {"needless distinct over a key", kShop, "SELECT id, status FROM orders",
       "SELECT DISTINCT id, status FROM orders", "table orders"},
      {"check of the ddl", kShop, "SELECT sum(quantity) FROM lines",
       "SELECT sum(quantity) FROM lines WHERE quantity >= 1", "table lines; lines.quantity >= 1"},
      {"two column key", kShop, "SELECT order_id, product, sum(quantity) FROM lines GROUP BY 1, 2",
       "SELECT order_id, product, quantity FROM lines", "table lines; group lines.order_id"},
      {"foreign key holds", kShop, "SELECT count(*) FROM lines",
       "SELECT count(*) FROM lines l JOIN orders o ON o.id = l.order_id",
       "lines.order_id = orders.id; table orders; table lines"},
      {"max or order by", kStaff, "SELECT max(salary) FROM employees",
       "SELECT (SELECT salary FROM employees ORDER BY salary DESC LIMIT 1)",
       "order employees.salary; limit 1"},
      {"window or subquery", kStaff,
       "SELECT id, sum(salary) OVER (PARTITION BY dept) FROM employees WHERE dept IS NOT NULL",
       "SELECT id, (SELECT sum(f.salary) FROM employees f WHERE f.dept = e.dept) FROM employees e "
       "WHERE dept IS NOT NULL",
       "group employees.dept"},
      {"average by hand", kStaff, "SELECT dept, avg(salary) FROM employees GROUP BY dept",
       "SELECT dept, sum(salary) * 1.0 / count(salary) FROM employees GROUP BY dept",
       "group employees.dept; arithmetic employees.salary"},
      {"top rows, ordered", kShop, "SELECT id FROM orders ORDER BY total DESC, id LIMIT 3",
       "SELECT id FROM (SELECT id, row_number() OVER (ORDER BY total DESC, id) AS n FROM orders) "
       "WHERE n <= 3 ORDER BY n",
       "table orders; order orders.total; limit 3", true},
      {"case or filter", kShop,
       "SELECT sum(CASE WHEN status = 'paid' THEN 1 ELSE 0 END) FROM orders HAVING count(*) > 0",
       "SELECT count(*) FILTER (WHERE status = 'paid') FROM orders HAVING count(*) > 0",
       "orders.status = paid; table orders; having count > 0"},
      {"coalesce or case", kShop, "SELECT coalesce(city, '-') FROM customers",
       "SELECT CASE WHEN city IS NULL THEN '-' ELSE city END FROM customers",
       "table customers; customers.city = -"},
      {"values of a closed list", kShop, "SELECT count(*) FROM orders WHERE status <> 'open'",
       "SELECT count(*) FROM orders WHERE status IN ('paid', 'late')",
       "orders.status = open; orders.status = paid; orders.status = late; table orders", false,
       "{\"tables\": {\"orders\": {\"columns\": {\"status\": {\"values\": [\"open\", \"paid\", "
       "\"late\"]}}}}}"},
      {"a check of the author's", kShop, "SELECT id FROM orders WHERE total > 10",
       "SELECT id FROM orders WHERE total > 10 AND status = 'paid'",
       "orders.total > 10; orders.status = paid; table orders", false,
       "{\"tables\": {\"orders\": {\"check\": \"status = 'paid' OR total <= 10 OR total IS "
       "NULL\"}}}"}};
}

}  // namespace nightshift
