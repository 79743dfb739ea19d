SELECT products.product_id, products.name,
       COALESCE(stock.units, 0) + COALESCE(SUM(deliveries.units), 0) AS available_units,
       SUM(order_lines.quantity) AS sold_units,
       12 * (COALESCE(stock.units, 0) + COALESCE(SUM(deliveries.units), 0)) / SUM(order_lines.quantity) AS days_left
FROM products
JOIN order_lines ON order_lines.product_id = products.product_id
JOIN orders ON orders.order_id = order_lines.order_id AND orders.status = 'paid'
  AND orders.ordered_on BETWEEN '2025-11-19' AND '2025-11-30'
LEFT JOIN stock ON stock.product_id = products.product_id
LEFT JOIN deliveries ON deliveries.product_id = products.product_id
  AND deliveries.arrives_on BETWEEN '2025-12-01' AND '2025-12-23'
GROUP BY products.product_id, products.name, stock.units
HAVING 12 * available_units < 24 * sold_units
ORDER BY days_left, products.product_id;
