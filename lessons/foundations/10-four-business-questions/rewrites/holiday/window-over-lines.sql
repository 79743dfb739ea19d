WITH sold AS (
  SELECT DISTINCT l.product_id, SUM(l.quantity) OVER (PARTITION BY l.product_id) AS units
  FROM order_lines l, orders o
  WHERE o.order_id = l.order_id AND o.status <> 'cancelled' AND o.ordered_on BETWEEN '2025-11-19' AND '2025-11-30'
), coming AS (
  SELECT DISTINCT product_id, SUM(units) OVER (PARTITION BY product_id) AS units
  FROM deliveries WHERE arrives_on BETWEEN '2025-12-01' AND '2025-12-23'
)
SELECT p.product_id, p.name, COALESCE(st.units, 0) + COALESCE(c.units, 0) AS available_units, s.units AS sold_units,
       12 * (COALESCE(st.units, 0) + COALESCE(c.units, 0)) / s.units AS days_left
FROM sold s JOIN products p ON p.product_id = s.product_id
LEFT JOIN stock st ON st.product_id = p.product_id
LEFT JOIN coming c ON c.product_id = p.product_id
WHERE days_left < 24
ORDER BY days_left, p.product_id;
