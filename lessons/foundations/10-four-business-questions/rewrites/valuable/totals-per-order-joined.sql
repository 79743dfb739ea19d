SELECT c.customer_id, c.name, SUM(IFNULL(g.cents, 0) - IFNULL(b.cents, 0)) AS value_cents
FROM customers c
LEFT JOIN orders o ON o.customer_id = c.customer_id AND o.status = 'paid'
LEFT JOIN (SELECT order_id, SUM(quantity * unit_price_cents) AS cents FROM order_lines GROUP BY order_id) g ON g.order_id = o.order_id
LEFT JOIN (SELECT order_id, SUM(amount_cents) AS cents FROM refunds GROUP BY order_id) b ON b.order_id = o.order_id
GROUP BY c.customer_id, c.name
ORDER BY value_cents DESC, c.customer_id;
