WITH paid AS (
  SELECT orders.customer_id, SUM(order_lines.quantity * order_lines.unit_price_cents) AS cents
  FROM orders JOIN order_lines ON order_lines.order_id = orders.order_id
  WHERE orders.status = 'paid' GROUP BY orders.customer_id
),
given_back AS (
  SELECT orders.customer_id, SUM(refunds.amount_cents) AS cents
  FROM orders JOIN refunds ON refunds.order_id = orders.order_id
  WHERE orders.status = 'paid' GROUP BY orders.customer_id
)
SELECT customers.customer_id, customers.name, COALESCE(paid.cents, 0) - COALESCE(given_back.cents, 0) AS value_cents
FROM customers
LEFT JOIN paid ON paid.customer_id = customers.customer_id
LEFT JOIN given_back ON given_back.customer_id = customers.customer_id;
