WITH monthly AS (
  SELECT invoices.month, SUM(invoices.amount_cents) AS revenue_cents
  FROM invoices
  JOIN months ON months.month = invoices.month
  GROUP BY invoices.month
)
SELECT month, revenue_cents, revenue_cents - LAG(revenue_cents) OVER (ORDER BY month) AS change_cents
FROM monthly
ORDER BY month;
