-- The same, with NULL for a month without a paid order.
SELECT date(placed_at, 'start of month') AS month,
       SUM(CASE WHEN status = 'paid' THEN amount_cents END) AS revenue_cents
FROM orders
GROUP BY date(placed_at, 'start of month')
ORDER BY month;
