SELECT date(placed_at, 'start of month') AS month,
       SUM(amount_cents) AS revenue_cents
FROM orders
GROUP BY date(placed_at, 'start of month')
HAVING status = 'paid'
ORDER BY month;
