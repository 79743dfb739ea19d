WITH g AS (
  SELECT order_id, quantity * unit_price_cents AS cents FROM order_lines
  WHERE order_id IN (SELECT order_id FROM orders WHERE status = 'paid')
  UNION ALL
  SELECT order_id, -amount_cents FROM refunds
  WHERE order_id NOT IN (SELECT order_id FROM orders WHERE status = 'cancelled')
), per_customer AS (
  SELECT o.customer_id, SUM(g.cents) AS cents FROM g JOIN orders o ON o.order_id = g.order_id GROUP BY o.customer_id
)
SELECT c.customer_id, c.name, IFNULL(p.cents, 0) AS value_cents
FROM customers c LEFT JOIN per_customer p USING (customer_id)
ORDER BY value_cents DESC, c.customer_id;
