WITH sums AS (
  SELECT month, SUM(amount_cents) AS cents FROM invoices GROUP BY month
), numbered AS (
  SELECT m.month, COALESCE(s.cents, 0) AS cents, ROW_NUMBER() OVER (ORDER BY m.month) AS n
  FROM months m LEFT JOIN sums s ON s.month = m.month
)
SELECT cur.month, cur.cents AS revenue_cents, cur.cents - prev.cents AS change_cents
FROM numbered cur LEFT JOIN numbered prev ON prev.n = cur.n - 1
ORDER BY cur.month;
