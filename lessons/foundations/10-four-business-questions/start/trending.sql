-- What was sold in the last week, most first: the list of best sellers. It is not what Ines asked for.
-- Replace it: product_id, name, recent_units, baseline_units, ahead_units.
SELECT products.product_id, products.name, SUM(order_lines.quantity) AS recent_units
FROM order_lines
JOIN orders ON orders.order_id = order_lines.order_id
JOIN products ON products.product_id = order_lines.product_id
WHERE orders.ordered_on BETWEEN '2025-11-24' AND '2025-11-30'
GROUP BY products.product_id, products.name
ORDER BY recent_units DESC, products.product_id;
