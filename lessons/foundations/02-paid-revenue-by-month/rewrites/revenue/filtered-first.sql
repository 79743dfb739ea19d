WITH paid AS (
  SELECT date(placed_at, 'start of month') AS month, amount_cents
  FROM orders
  WHERE status IN ('paid')
)
SELECT month, SUM(amount_cents) AS revenue_cents
FROM paid
GROUP BY month
ORDER BY month ASC;
