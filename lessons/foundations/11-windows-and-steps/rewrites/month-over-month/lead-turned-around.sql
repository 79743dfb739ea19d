WITH monthly AS (
  SELECT m.month, COALESCE(SUM(i.amount_cents), 0) AS cents FROM months AS m LEFT JOIN invoices AS i ON i.month = m.month GROUP BY m.month
)
SELECT month, cents AS revenue_cents, cents - LEAD(cents) OVER (ORDER BY month DESC) AS change_cents
FROM monthly ORDER BY month;
