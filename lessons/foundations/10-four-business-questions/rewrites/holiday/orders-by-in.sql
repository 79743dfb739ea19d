WITH sold AS (
  SELECT product_id, SUM(quantity) AS units FROM order_lines
  WHERE order_id IN (SELECT order_id FROM orders WHERE status = 'paid'
                     AND ordered_on BETWEEN date('2025-11-30', '-11 days') AND '2025-11-30')
  GROUP BY product_id
), available AS (
  SELECT p.product_id, p.name,
         IFNULL((SELECT units FROM stock WHERE product_id = p.product_id), 0)
         + IFNULL((SELECT SUM(units) FROM deliveries WHERE product_id = p.product_id
                   AND arrives_on BETWEEN '2025-12-01' AND date('2025-12-24', '-1 day')), 0) AS units
  FROM products p WHERE p.product_id IN (SELECT product_id FROM sold)
)
SELECT a.product_id, a.name, a.units AS available_units, sold.units AS sold_units, a.units * 12 / sold.units AS days_left
FROM available a NATURAL JOIN (SELECT product_id, units AS sold_units FROM sold) n JOIN sold ON sold.product_id = a.product_id
WHERE a.units * 12 < sold.units * 24
ORDER BY days_left, a.product_id;
