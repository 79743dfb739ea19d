WITH monthly AS (
  SELECT m.month, SUM(i.amount_cents) AS cents FROM months m JOIN invoices i ON i.month = m.month GROUP BY m.month
  UNION ALL
  SELECT m.month, 0 FROM months m WHERE NOT EXISTS (SELECT 1 FROM invoices i WHERE i.month = m.month)
)
SELECT month, cents AS revenue_cents, cents - LAG(cents) OVER (ORDER BY month) AS change_cents
FROM monthly ORDER BY month;
