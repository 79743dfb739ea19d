SELECT DISTINCT date(placed_at, 'start of month') AS month,
       SUM(amount_cents) OVER (PARTITION BY date(placed_at, 'start of month')) AS revenue_cents
FROM orders
WHERE status = 'paid'
ORDER BY month;
