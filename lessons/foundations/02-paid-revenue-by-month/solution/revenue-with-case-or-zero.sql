-- The same, with 0 wherever there is nothing to add up.
SELECT date(placed_at, 'start of month') AS month,
       COALESCE(SUM(CASE WHEN status = 'paid' THEN amount_cents END), 0) AS revenue_cents
FROM orders
GROUP BY date(placed_at, 'start of month')
ORDER BY month;
