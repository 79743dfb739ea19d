WITH per_order AS (
  SELECT o.order_id, o.customer_id,
         COALESCE((SELECT SUM(quantity * unit_price_cents) FROM order_lines WHERE order_id = o.order_id), 0) AS gross,
         COALESCE((SELECT SUM(amount_cents) FROM refunds WHERE order_id = o.order_id), 0) AS back
  FROM orders o WHERE o.status = 'paid'
)
SELECT c.customer_id, c.name, COALESCE(SUM(per_order.gross - per_order.back), 0) AS value_cents
FROM customers c LEFT JOIN per_order ON per_order.customer_id = c.customer_id
GROUP BY c.customer_id
ORDER BY value_cents DESC, c.customer_id;
