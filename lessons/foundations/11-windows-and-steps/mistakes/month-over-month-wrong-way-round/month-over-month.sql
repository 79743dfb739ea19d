WITH monthly AS (
  SELECT months.month, COALESCE(SUM(invoices.amount_cents), 0) AS revenue_cents
  FROM months LEFT JOIN invoices ON invoices.month = months.month
  GROUP BY months.month
)
SELECT month, revenue_cents, revenue_cents - LAG(revenue_cents) OVER (ORDER BY month DESC) AS change_cents
FROM monthly
ORDER BY month;
