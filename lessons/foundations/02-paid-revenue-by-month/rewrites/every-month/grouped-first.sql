WITH monthly AS (
  SELECT date_trunc('month', placed_at) AS month, SUM(amount_cents) AS cents
  FROM orders
  WHERE status = 'paid'
  GROUP BY 1
)
SELECT calendar.month, IFNULL(monthly.cents, 0) AS revenue_cents
FROM calendar LEFT JOIN monthly ON monthly.month = calendar.month
ORDER BY calendar.month;
