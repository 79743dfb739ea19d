-- The condition inside the sum: months without a paid order are there, too.
SELECT date(placed_at, 'start of month') AS month,
       SUM(CASE WHEN status = 'paid' THEN amount_cents ELSE 0 END) AS revenue_cents
FROM orders
GROUP BY date(placed_at, 'start of month')
ORDER BY month;
