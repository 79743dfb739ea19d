SELECT date(placed_at, 'start of month') AS month, SUM(amount_cents) AS revenue_cents
FROM orders
WHERE status NOT IN ('refunded', 'cancelled')
GROUP BY month
ORDER BY month;
