SELECT DISTINCT c.customer_id, c.name,
       COALESCE(SUM(x.cents) OVER (PARTITION BY c.customer_id), 0) AS value_cents
FROM customers c
LEFT JOIN (
  SELECT o.customer_id, l.quantity * l.unit_price_cents AS cents FROM order_lines l JOIN orders o ON o.order_id = l.order_id AND o.status = 'paid'
  UNION ALL
  SELECT o.customer_id, -r.amount_cents FROM refunds r JOIN orders o ON o.order_id = r.order_id AND o.status = 'paid'
) x ON x.customer_id = c.customer_id
ORDER BY value_cents DESC, c.customer_id;
