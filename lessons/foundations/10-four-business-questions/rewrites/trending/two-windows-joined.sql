WITH recent AS (
  SELECT l.product_id, SUM(l.quantity) AS units
  FROM order_lines l JOIN orders o ON o.order_id = l.order_id
  WHERE o.status = 'paid' AND o.ordered_on BETWEEN '2025-11-24' AND '2025-11-30'
  GROUP BY l.product_id
), baseline AS (
  SELECT l.product_id, SUM(l.quantity) AS units
  FROM order_lines l JOIN orders o ON o.order_id = l.order_id
  WHERE o.status = 'paid' AND o.ordered_on BETWEEN '2025-11-10' AND '2025-11-23'
  GROUP BY l.product_id
)
SELECT p.product_id, p.name, recent.units AS recent_units, COALESCE(baseline.units, 0) AS baseline_units,
       2 * recent.units - COALESCE(baseline.units, 0) AS ahead_units
FROM recent LEFT JOIN baseline ON baseline.product_id = recent.product_id
JOIN products p ON p.product_id = recent.product_id
WHERE recent.units >= COALESCE(baseline.units, 0)
ORDER BY ahead_units DESC, p.product_id;
