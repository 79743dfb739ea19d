SELECT date(o.placed_at, 'start of month') AS month, SUM(o.amount_cents) AS revenue_cents
FROM orders AS o
WHERE EXISTS (SELECT 1 FROM orders AS p WHERE p.order_id = o.order_id AND p.status = 'paid')
GROUP BY date(o.placed_at, 'start of month')
ORDER BY month;
