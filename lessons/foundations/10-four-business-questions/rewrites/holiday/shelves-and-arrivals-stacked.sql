WITH there AS (
  SELECT product_id, units FROM stock
  UNION ALL
  SELECT product_id, units FROM deliveries WHERE arrives_on >= '2025-12-01' AND arrives_on <= '2025-12-23'
  UNION ALL
  SELECT product_id, 0 FROM products
), available AS (
  SELECT product_id, SUM(units) AS units FROM there GROUP BY product_id
), sold AS (
  SELECT l.product_id, SUM(l.quantity) AS units FROM orders o JOIN order_lines l USING (order_id)
  WHERE o.status = 'paid' AND o.ordered_on >= '2025-11-19' AND o.ordered_on < '2025-12-01'
  GROUP BY l.product_id
)
SELECT p.product_id, p.name, a.units AS available_units, s.units AS sold_units, 12 * a.units / s.units AS days_left
FROM products p JOIN available a USING (product_id) JOIN sold s USING (product_id)
WHERE a.units < s.units * 2
ORDER BY days_left, p.product_id;
