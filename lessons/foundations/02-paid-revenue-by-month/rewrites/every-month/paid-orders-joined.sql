SELECT c.month, COALESCE(SUM(p.amount_cents), 0) AS revenue_cents
FROM calendar AS c
LEFT JOIN (SELECT date(placed_at, 'start of month') AS month, amount_cents FROM orders WHERE status = 'paid') AS p USING (month)
GROUP BY c.month
ORDER BY c.month;
