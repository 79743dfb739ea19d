SELECT c.month, COALESCE(SUM(CASE WHEN o.status = 'paid' THEN o.amount_cents END), 0) AS revenue_cents
FROM calendar c
LEFT JOIN orders o ON date(o.placed_at, 'start of month') = c.month
GROUP BY c.month
ORDER BY c.month;
