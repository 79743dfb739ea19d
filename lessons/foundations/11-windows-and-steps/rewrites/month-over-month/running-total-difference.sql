WITH monthly AS (
  SELECT m.month, COALESCE(SUM(i.amount_cents), 0) AS cents FROM months m LEFT JOIN invoices i ON i.month = m.month GROUP BY m.month
), running AS (
  SELECT month, cents, SUM(cents) OVER (ORDER BY month) AS upto, SUM(cents) OVER (ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING) AS before_last,
         COUNT(*) OVER (ORDER BY month) AS n
  FROM monthly
)
SELECT month, cents AS revenue_cents,
       CASE WHEN n > 1 THEN cents - (upto - cents - COALESCE(before_last, 0)) END AS change_cents
FROM running ORDER BY month;
