WITH monthly AS (
  SELECT m.month, COALESCE((SELECT SUM(i.amount_cents) FROM invoices i WHERE i.month = m.month), 0) AS revenue_cents FROM months m
)
SELECT month, revenue_cents, revenue_cents - LAG(revenue_cents, 1) OVER (ORDER BY month ASC) AS change_cents
FROM monthly ORDER BY month;
