SELECT month, SUM(cents) AS revenue_cents
FROM (
  SELECT month, 0 AS cents FROM calendar
  UNION ALL
  SELECT date(placed_at, 'start of month'), COALESCE(amount_cents, 0) FROM orders
  WHERE status = 'paid' AND date(placed_at, 'start of month') IN (SELECT month FROM calendar)
)
GROUP BY month
ORDER BY month;
