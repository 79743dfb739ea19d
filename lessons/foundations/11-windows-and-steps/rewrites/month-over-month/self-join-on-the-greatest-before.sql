WITH monthly AS (
  SELECT m.month, COALESCE(SUM(i.amount_cents), 0) AS cents FROM months m LEFT JOIN invoices i ON m.month = i.month GROUP BY 1
)
SELECT a.month, a.cents AS revenue_cents, a.cents - b.cents AS change_cents
FROM monthly a
LEFT JOIN monthly b ON b.month = (SELECT MAX(c.month) FROM months c WHERE c.month < a.month)
ORDER BY a.month;
