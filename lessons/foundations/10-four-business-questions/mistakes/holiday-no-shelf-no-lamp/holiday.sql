WITH sold AS (
  SELECT order_lines.product_id, SUM(order_lines.quantity) AS units
  FROM order_lines JOIN orders ON orders.order_id = order_lines.order_id
  WHERE orders.status = 'paid' AND orders.ordered_on BETWEEN '2025-11-19' AND '2025-11-30'
  GROUP BY order_lines.product_id
),
arriving AS (
  SELECT product_id, SUM(units) AS units FROM deliveries
  WHERE arrives_on BETWEEN '2025-12-01' AND '2025-12-23' GROUP BY product_id
)
SELECT products.product_id, products.name,
       stock.units + COALESCE(arriving.units, 0) AS available_units, sold.units AS sold_units,
       12 * (stock.units + COALESCE(arriving.units, 0)) / sold.units AS days_left
FROM products
JOIN sold ON sold.product_id = products.product_id
JOIN stock ON stock.product_id = products.product_id
LEFT JOIN arriving ON arriving.product_id = products.product_id
WHERE 12 * (stock.units + COALESCE(arriving.units, 0)) < 24 * sold.units
ORDER BY days_left, products.product_id;
