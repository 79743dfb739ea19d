SELECT MIN(products.product_id) AS product_id,
       products.name,
       SUM(CASE WHEN orders.ordered_on >= '2025-11-24' THEN order_lines.quantity ELSE 0 END) AS recent_units,
       SUM(CASE WHEN orders.ordered_on < '2025-11-24' THEN order_lines.quantity ELSE 0 END) AS baseline_units,
       2 * SUM(CASE WHEN orders.ordered_on >= '2025-11-24' THEN order_lines.quantity ELSE 0 END)
           - SUM(CASE WHEN orders.ordered_on < '2025-11-24' THEN order_lines.quantity ELSE 0 END) AS ahead_units
FROM order_lines
JOIN orders ON orders.order_id = order_lines.order_id
JOIN products ON products.product_id = order_lines.product_id
WHERE orders.status = 'paid'
  AND orders.ordered_on BETWEEN '2025-11-10' AND '2025-11-30'
GROUP BY products.name
HAVING recent_units >= baseline_units
ORDER BY ahead_units DESC, product_id;
