SELECT date(placed_at, 'start of month') AS month,
       SUM(CASE WHEN status = 'paid' THEN amount_cents END) AS revenue_cents
FROM orders
GROUP BY 1
HAVING COUNT(CASE WHEN status = 'paid' THEN 1 END) > 0
ORDER BY month;
