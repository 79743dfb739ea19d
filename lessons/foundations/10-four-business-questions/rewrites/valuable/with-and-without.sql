WITH money AS (
  SELECT o.customer_id, SUM(x.cents) AS cents
  FROM orders o
  JOIN (SELECT order_id, quantity * unit_price_cents AS cents FROM order_lines
        UNION ALL SELECT order_id, -1 * amount_cents FROM refunds) x ON x.order_id = o.order_id
  WHERE o.status = 'paid'
  GROUP BY o.customer_id
)
SELECT c.customer_id AS customer_id, c.name AS name, money.cents AS value_cents
FROM customers c JOIN money ON money.customer_id = c.customer_id
UNION ALL
SELECT c.customer_id, c.name, 0 FROM customers c
WHERE NOT EXISTS (SELECT 1 FROM money WHERE money.customer_id = c.customer_id)
ORDER BY value_cents DESC, customer_id;
