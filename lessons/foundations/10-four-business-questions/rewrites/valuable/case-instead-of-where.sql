SELECT c.customer_id, c.name, t.taken - t.returned AS value_cents
FROM customers c
JOIN (
  SELECT c2.customer_id,
         (SELECT COALESCE(SUM(CASE WHEN o.status = 'paid' THEN l.quantity * l.unit_price_cents ELSE 0 END), 0)
          FROM orders o, order_lines l WHERE o.order_id = l.order_id AND o.customer_id = c2.customer_id) AS taken,
         (SELECT COALESCE(SUM(CASE o.status WHEN 'paid' THEN r.amount_cents ELSE 0 END), 0)
          FROM orders o, refunds r WHERE o.order_id = r.order_id AND o.customer_id = c2.customer_id) AS returned
  FROM customers c2
) t ON t.customer_id = c.customer_id
ORDER BY value_cents DESC, c.customer_id;
