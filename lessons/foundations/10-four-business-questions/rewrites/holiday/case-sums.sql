WITH s AS (
  SELECT l.product_id, SUM(CASE WHEN o.status = 'paid' AND o.ordered_on BETWEEN '2025-11-19' AND '2025-11-30' THEN l.quantity ELSE 0 END) AS sold
  FROM order_lines l JOIN orders o ON o.order_id = l.order_id GROUP BY l.product_id
), d AS (
  SELECT product_id, SUM(CASE WHEN arrives_on BETWEEN '2025-12-01' AND '2025-12-23' THEN units ELSE 0 END) AS coming
  FROM deliveries GROUP BY product_id
), t AS (
  SELECT p.product_id, p.name, COALESCE(stock.units, 0) + COALESCE(d.coming, 0) AS here, s.sold
  FROM products p JOIN s ON s.product_id = p.product_id
  LEFT JOIN stock ON stock.product_id = p.product_id LEFT JOIN d ON d.product_id = p.product_id
)
SELECT product_id, name, here AS available_units, sold AS sold_units, 12 * here / sold AS days_left
FROM t WHERE sold > 0 AND here < sold * 24 / 12.0
ORDER BY days_left, product_id;
