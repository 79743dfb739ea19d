WITH stacked AS (
  SELECT month, 0 AS cents FROM months
  UNION ALL
  SELECT month, amount_cents FROM invoices WHERE month IN (SELECT month FROM months)
), monthly AS (
  SELECT month, SUM(cents) AS cents FROM stacked GROUP BY month
)
SELECT month, cents AS revenue_cents, cents - LAG(cents) OVER w AS change_cents
FROM monthly WINDOW w AS (ORDER BY month) ORDER BY month;
