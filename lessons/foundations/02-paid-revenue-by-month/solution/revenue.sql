-- Only paid orders count. date() goes to UTC first, then to the first day of the month; SUM passes over NULL.
SELECT date(placed_at, 'start of month') AS month,
       SUM(amount_cents) AS revenue_cents
FROM orders
WHERE status = 'paid'
GROUP BY date(placed_at, 'start of month')
ORDER BY month;
