WITH sold AS (
  SELECT order_lines.product_id, SUM(order_lines.quantity) AS units
  FROM order_lines JOIN orders ON orders.order_id = order_lines.order_id
  WHERE orders.status = 'paid'
  GROUP BY order_lines.product_id
),
arriving AS (
  SELECT product_id, SUM(units) AS units FROM deliveries
  WHERE arrives_on BETWEEN '2025-12-01' AND '2025-12-23' GROUP BY product_id
),
available AS (
  SELECT products.product_id, products.name, COALESCE(stock.units, 0) + COALESCE(arriving.units, 0) AS units
  FROM products
  LEFT JOIN stock ON stock.product_id = products.product_id
  LEFT JOIN arriving ON arriving.product_id = products.product_id
)
SELECT available.product_id, available.name, available.units AS available_units, sold.units AS sold_units,
       12 * available.units / sold.units AS days_left
FROM available JOIN sold ON sold.product_id = available.product_id
WHERE 12 * available.units < 24 * sold.units
ORDER BY days_left, available.product_id;
