WITH paid_lines AS (
  SELECT l.product_id, l.quantity, o.ordered_on
  FROM orders AS o INNER JOIN order_lines AS l USING (order_id)
  WHERE o.status = 'paid' AND o.ordered_on BETWEEN date('2025-11-30', '-20 days') AND '2025-11-30'
), whole AS (
  SELECT product_id, SUM(quantity) AS units FROM paid_lines GROUP BY product_id
), week AS (
  SELECT product_id, SUM(quantity) AS units FROM paid_lines
  WHERE ordered_on > date('2025-11-30', '-7 days') GROUP BY product_id
)
SELECT p.product_id, p.name, week.units AS recent_units, whole.units - week.units AS baseline_units,
       3 * week.units - whole.units AS ahead_units
FROM week JOIN whole USING (product_id) JOIN products AS p USING (product_id)
WHERE 2 * week.units >= whole.units
ORDER BY ahead_units DESC, p.product_id;
