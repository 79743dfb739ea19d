WITH paid AS (
  SELECT date(placed_at, 'start of month') AS month, amount_cents FROM orders WHERE status = 'paid'
)
SELECT calendar.month AS month, COALESCE(SUM(paid.amount_cents), 0) AS revenue_cents
FROM calendar JOIN paid ON paid.month = calendar.month
GROUP BY calendar.month
UNION ALL
SELECT month, 0 FROM calendar WHERE month NOT IN (SELECT month FROM paid)
ORDER BY month;
