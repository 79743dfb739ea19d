SELECT date(placed_at, 'start of month') AS month,
       COUNT(*) AS revenue_cents
FROM orders
WHERE status = 'paid'
GROUP BY date(placed_at, 'start of month')
ORDER BY month;
