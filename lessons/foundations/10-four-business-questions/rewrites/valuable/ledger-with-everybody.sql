SELECT customer_id, MAX(name) AS name, SUM(cents) AS value_cents
FROM (
  SELECT customer_id, name, 0 AS cents FROM customers
  UNION ALL
  SELECT c.customer_id, c.name, l.quantity * l.unit_price_cents
  FROM customers c JOIN orders o USING (customer_id) JOIN order_lines l USING (order_id) WHERE o.status = 'paid'
  UNION ALL
  SELECT c.customer_id, c.name, 0 - r.amount_cents
  FROM customers c JOIN orders o USING (customer_id) JOIN refunds r USING (order_id) WHERE o.status = 'paid'
)
GROUP BY customer_id
ORDER BY 3 DESC, 1;
