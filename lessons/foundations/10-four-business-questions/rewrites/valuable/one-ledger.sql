WITH ledger AS (
  SELECT o.customer_id, l.quantity * l.unit_price_cents AS cents
  FROM orders o JOIN order_lines l ON l.order_id = o.order_id WHERE o.status = 'paid'
  UNION ALL
  SELECT o.customer_id, -r.amount_cents
  FROM orders o JOIN refunds r ON r.order_id = o.order_id WHERE o.status = 'paid'
)
SELECT c.customer_id, c.name, COALESCE(SUM(ledger.cents), 0) AS value_cents
FROM customers c LEFT JOIN ledger ON ledger.customer_id = c.customer_id
GROUP BY c.customer_id, c.name
ORDER BY value_cents DESC, c.customer_id;
