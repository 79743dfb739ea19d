SELECT SUM(amount_cents) AS revenue_cents,
       date(placed_at, 'start of month') AS month
FROM orders
WHERE status = 'paid'
GROUP BY date(placed_at, 'start of month')
ORDER BY month;
