SELECT c.month AS month, COALESCE(SUM(o.amount_cents), 0) AS revenue_cents
FROM calendar c
LEFT JOIN orders o
  ON date(o.placed_at) >= c.month AND date(o.placed_at) < date(c.month, '+1 month') AND o.status = 'paid'
GROUP BY c.month
ORDER BY c.month;
