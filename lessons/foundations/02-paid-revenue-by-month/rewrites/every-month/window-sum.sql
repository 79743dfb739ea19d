SELECT DISTINCT c.month, COALESCE(SUM(o.amount_cents) OVER (PARTITION BY c.month), 0) AS revenue_cents
FROM calendar c
LEFT JOIN orders o ON date_trunc('month', o.placed_at) = c.month AND o.status = 'paid'
ORDER BY c.month;
