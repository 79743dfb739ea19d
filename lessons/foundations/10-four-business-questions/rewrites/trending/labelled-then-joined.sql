WITH labelled AS (
  SELECT l.product_id, l.quantity,
         CASE WHEN o.ordered_on BETWEEN '2025-11-24' AND '2025-11-30' THEN 'recent'
              WHEN o.ordered_on BETWEEN '2025-11-10' AND '2025-11-23' THEN 'usual' END AS window_name
  FROM order_lines l JOIN orders o ON o.order_id = l.order_id AND o.status = 'paid'
), heaps AS (
  SELECT product_id, window_name, SUM(quantity) AS units
  FROM labelled WHERE window_name IS NOT NULL GROUP BY product_id, window_name
)
SELECT p.product_id, p.name, a.units AS recent_units, IFNULL(b.units, 0) AS baseline_units, 2 * a.units - IFNULL(b.units, 0) AS ahead_units
FROM heaps a
JOIN products p ON p.product_id = a.product_id
LEFT JOIN heaps b ON b.product_id = a.product_id AND b.window_name = 'usual'
WHERE a.window_name = 'recent' AND (b.units IS NULL OR b.units <= a.units)
ORDER BY ahead_units DESC, p.product_id;
