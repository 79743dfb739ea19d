SELECT customers.customer_id, customers.name,
       COALESCE(SUM(DISTINCT order_lines.quantity * order_lines.unit_price_cents), 0)
         - COALESCE(SUM(DISTINCT refunds.amount_cents), 0) AS value_cents
FROM customers
LEFT JOIN orders ON orders.customer_id = customers.customer_id AND orders.status = 'paid'
LEFT JOIN order_lines ON order_lines.order_id = orders.order_id
LEFT JOIN refunds ON refunds.order_id = orders.order_id
GROUP BY customers.customer_id, customers.name
ORDER BY value_cents DESC, customers.customer_id;
