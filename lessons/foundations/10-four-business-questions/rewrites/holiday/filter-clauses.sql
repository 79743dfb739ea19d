WITH sold AS (
  SELECT l.product_id,
         SUM(l.quantity) FILTER (WHERE o.status = 'paid' AND o.ordered_on BETWEEN '2025-11-19' AND '2025-11-30') AS units
  FROM order_lines l JOIN orders o ON o.order_id = l.order_id
  GROUP BY l.product_id
), arriving AS (
  SELECT product_id, COALESCE(SUM(units) FILTER (WHERE arrives_on BETWEEN '2025-12-01' AND '2025-12-23'), 0) AS units
  FROM deliveries GROUP BY product_id
)
SELECT p.product_id, p.name,
       COALESCE(stock.units, 0) + COALESCE(arriving.units, 0) AS available_units,
       sold.units AS sold_units,
       12 * (COALESCE(stock.units, 0) + COALESCE(arriving.units, 0)) / sold.units AS days_left
FROM products p
LEFT JOIN sold ON sold.product_id = p.product_id
LEFT JOIN stock ON stock.product_id = p.product_id
LEFT JOIN arriving ON arriving.product_id = p.product_id
WHERE 12 * (COALESCE(stock.units, 0) + COALESCE(arriving.units, 0)) < 24 * sold.units
ORDER BY days_left, p.product_id;
