WITH per_day AS (
  SELECT date(placed_at) AS day, SUM(amount_cents) AS cents
  FROM orders
  WHERE NOT status <> 'paid'
  GROUP BY date(placed_at)
)
SELECT date(day, 'start of month') AS month, SUM(cents) AS revenue_cents
FROM per_day
GROUP BY date(day, 'start of month')
ORDER BY month;
