WITH sold AS (
  SELECT order_lines.product_id,
         SUM(CASE WHEN orders.ordered_on >= '2025-11-24' THEN order_lines.quantity ELSE 0 END) AS recent_units,
         SUM(order_lines.quantity) AS baseline_units
  FROM order_lines
  JOIN orders ON orders.order_id = order_lines.order_id
  WHERE orders.status = 'paid'
    AND orders.ordered_on BETWEEN '2025-11-10' AND '2025-11-30'
  GROUP BY order_lines.product_id
)
SELECT products.product_id, products.name, recent_units, baseline_units,
       2 * recent_units - baseline_units AS ahead_units
FROM sold
JOIN products ON products.product_id = sold.product_id
WHERE recent_units >= baseline_units
ORDER BY ahead_units DESC, products.product_id;
