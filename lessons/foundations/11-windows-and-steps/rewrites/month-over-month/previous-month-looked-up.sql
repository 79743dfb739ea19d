WITH monthly AS (
  SELECT m.month, COALESCE(SUM(i.amount_cents), 0) AS cents FROM months m LEFT JOIN invoices i USING (month) GROUP BY m.month
)
SELECT a.month, a.cents AS revenue_cents,
       a.cents - (SELECT b.cents FROM monthly b WHERE b.month < a.month ORDER BY b.month DESC LIMIT 1) AS change_cents
FROM monthly a
ORDER BY a.month;
