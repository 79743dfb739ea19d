WITH sold AS (
  SELECT l.product_id,
         SUM(CASE WHEN o.ordered_on BETWEEN '2025-11-24' AND '2025-11-30' THEN l.quantity ELSE 0 END) AS recent_units,
         SUM(CASE WHEN o.ordered_on BETWEEN '2025-11-10' AND '2025-11-23' THEN l.quantity ELSE 0 END) AS baseline_units
  FROM order_lines l
  LEFT JOIN orders o ON o.order_id = l.order_id
  WHERE o.status = 'paid'
  GROUP BY l.product_id
)
SELECT p.product_id, p.name, s.recent_units, s.baseline_units,
       CAST(2 * (s.recent_units - s.baseline_units / 2.0) AS INTEGER) AS ahead_units
FROM products p JOIN sold s ON s.product_id = p.product_id
WHERE s.recent_units > 0 AND s.recent_units >= 2 * (s.baseline_units / 2.0)
ORDER BY ahead_units DESC, p.product_id;
