SELECT c.customer_id, c.name,
       COALESCE(SUM(m.cents) FILTER (WHERE m.kind = 'in'), 0) - COALESCE(SUM(m.cents) FILTER (WHERE m.kind = 'out'), 0) AS value_cents
FROM customers c
LEFT JOIN (
  SELECT o.customer_id, 'in' AS kind, l.quantity * l.unit_price_cents AS cents
  FROM orders o NATURAL JOIN order_lines l WHERE o.status = 'paid'
  UNION ALL
  SELECT o.customer_id, 'out', r.amount_cents FROM orders o NATURAL JOIN refunds r WHERE o.status = 'paid'
) m ON m.customer_id = c.customer_id
GROUP BY c.customer_id, c.name
ORDER BY value_cents DESC, c.customer_id;
