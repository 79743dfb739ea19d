-- Where no paid order of the month has an amount yet: 0 instead of NULL.
SELECT date(placed_at, 'start of month') AS month,
       COALESCE(SUM(amount_cents), 0) AS revenue_cents
FROM orders
WHERE status = 'paid'
GROUP BY date(placed_at, 'start of month')
ORDER BY month;
