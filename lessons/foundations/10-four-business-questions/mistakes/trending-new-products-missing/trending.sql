WITH recent AS (
  SELECT order_lines.product_id, SUM(order_lines.quantity) AS units
  FROM order_lines JOIN orders ON orders.order_id = order_lines.order_id
  WHERE orders.status = 'paid' AND orders.ordered_on BETWEEN '2025-11-24' AND '2025-11-30'
  GROUP BY order_lines.product_id
),
baseline AS (
  SELECT order_lines.product_id, SUM(order_lines.quantity) AS units
  FROM order_lines JOIN orders ON orders.order_id = order_lines.order_id
  WHERE orders.status = 'paid' AND orders.ordered_on BETWEEN '2025-11-10' AND '2025-11-23'
  GROUP BY order_lines.product_id
)
SELECT products.product_id, products.name, recent.units AS recent_units, baseline.units AS baseline_units,
       2 * recent.units - baseline.units AS ahead_units
FROM recent
JOIN baseline ON baseline.product_id = recent.product_id
JOIN products ON products.product_id = recent.product_id
WHERE recent.units >= baseline.units
ORDER BY ahead_units DESC, products.product_id;
