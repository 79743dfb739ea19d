-- One pass, two sums. A usual week is half of the baseline, so twice a usual week is the baseline.
WITH sold AS (
  SELECT order_lines.product_id,
         SUM(CASE WHEN orders.ordered_on BETWEEN '2025-11-24' AND '2025-11-30' THEN order_lines.quantity ELSE 0 END) AS recent_units,
         SUM(CASE WHEN orders.ordered_on BETWEEN '2025-11-10' AND '2025-11-23' THEN order_lines.quantity ELSE 0 END) AS baseline_units
  FROM order_lines
  JOIN orders ON orders.order_id = order_lines.order_id
  WHERE orders.status = 'paid'
  GROUP BY order_lines.product_id
)
SELECT products.product_id AS product_id,
       products.name,
       sold.recent_units,
       sold.baseline_units,
       2 * sold.recent_units - sold.baseline_units AS ahead_units
FROM sold
JOIN products ON products.product_id = sold.product_id
WHERE sold.recent_units > 0
  AND sold.recent_units >= sold.baseline_units
ORDER BY ahead_units DESC, product_id;
