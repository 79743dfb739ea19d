SELECT c.customer_id, c.name,
       COALESCE(SUM(CASE WHEN o.status = 'paid' THEN l.quantity * l.unit_price_cents END), 0)
       - (SELECT COALESCE(SUM(r.amount_cents), 0) FROM refunds r
          WHERE EXISTS (SELECT * FROM orders p WHERE p.order_id = r.order_id AND p.customer_id = c.customer_id AND p.status = 'paid')) AS value_cents
FROM customers c
LEFT JOIN orders o ON o.customer_id = c.customer_id
LEFT JOIN order_lines l ON l.order_id = o.order_id
GROUP BY c.customer_id, c.name
ORDER BY value_cents DESC, c.customer_id ASC;
