SELECT date(placed_at, 'start of month') AS month,
       SUM(amount_cents) FILTER (WHERE status = 'paid') AS revenue_cents
FROM orders
GROUP BY month
HAVING COUNT(*) FILTER (WHERE status = 'paid') >= 1
ORDER BY month;
