SELECT c.month, COALESCE(SUM(CASE WHEN o.status = 'paid' AND date(o.placed_at, 'start of month') = c.month THEN o.amount_cents ELSE 0 END), 0) AS revenue_cents
FROM calendar c
LEFT JOIN orders o ON true
GROUP BY c.month
ORDER BY c.month;
