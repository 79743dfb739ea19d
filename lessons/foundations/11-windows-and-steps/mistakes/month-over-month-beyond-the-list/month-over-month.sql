WITH every AS (
  SELECT month FROM months UNION SELECT month FROM invoices
),
monthly AS (
  SELECT every.month, COALESCE(SUM(invoices.amount_cents), 0) AS revenue_cents
  FROM every LEFT JOIN invoices ON invoices.month = every.month
  GROUP BY every.month
)
SELECT month, revenue_cents, revenue_cents - LAG(revenue_cents) OVER (ORDER BY month) AS change_cents
FROM monthly
ORDER BY month;
