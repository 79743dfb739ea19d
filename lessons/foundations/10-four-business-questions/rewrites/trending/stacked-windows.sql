WITH stacked AS (
  SELECT l.product_id, l.quantity AS recent, 0 AS usual
  FROM order_lines l WHERE l.order_id IN (
    SELECT order_id FROM orders WHERE status = 'paid' AND ordered_on >= '2025-11-24' AND ordered_on < '2025-12-01')
  UNION ALL
  SELECT l.product_id, 0, l.quantity
  FROM order_lines l WHERE l.order_id IN (
    SELECT order_id FROM orders WHERE status = 'paid' AND ordered_on >= '2025-11-10' AND ordered_on < '2025-11-24')
), summed AS (
  SELECT product_id, SUM(recent) AS recent_units, SUM(usual) AS baseline_units FROM stacked GROUP BY product_id
)
SELECT s.product_id, (SELECT name FROM products WHERE product_id = s.product_id) AS name,
       s.recent_units, s.baseline_units, s.recent_units * 2 - s.baseline_units AS ahead_units
FROM summed s
WHERE s.recent_units - s.baseline_units >= 0
ORDER BY ahead_units DESC, s.product_id;
