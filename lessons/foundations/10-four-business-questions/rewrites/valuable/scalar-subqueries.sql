SELECT c.customer_id, c.name,
       COALESCE((SELECT SUM(l.quantity * l.unit_price_cents) FROM orders o JOIN order_lines l ON l.order_id = o.order_id
                 WHERE o.customer_id = c.customer_id AND o.status = 'paid'), 0)
       - COALESCE((SELECT SUM(r.amount_cents) FROM orders o JOIN refunds r ON r.order_id = o.order_id
                   WHERE o.customer_id = c.customer_id AND o.status = 'paid'), 0) AS value_cents
FROM customers c
ORDER BY value_cents DESC, c.customer_id;
