WITH monthly AS (
  SELECT m.month, COALESCE(SUM(i.amount_cents), 0) AS cents FROM months AS m LEFT JOIN invoices AS i ON i.month = m.month GROUP BY m.month
)
SELECT month, cents AS revenue_cents,
       cents - SUM(cents) OVER (ORDER BY month ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS change_cents
FROM monthly ORDER BY month;
