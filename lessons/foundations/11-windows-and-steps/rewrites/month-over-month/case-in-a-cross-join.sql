WITH monthly AS (
  SELECT m.month, SUM(CASE WHEN i.month = m.month THEN i.amount_cents ELSE 0 END) AS cents
  FROM months m LEFT JOIN invoices i ON 1
  GROUP BY m.month
)
SELECT month, cents AS revenue_cents, CASE WHEN ROW_NUMBER() OVER (ORDER BY month) > 1 THEN cents - LAG(cents) OVER (ORDER BY month) END AS change_cents
FROM monthly ORDER BY month;
