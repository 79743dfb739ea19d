SELECT date(placed_at, 'start of month') AS month,
       SUM(amount_cents) AS revenue_cents
FROM orders
WHERE status <> 'cancelled'
GROUP BY date(placed_at, 'start of month')
ORDER BY month;
