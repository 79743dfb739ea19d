SELECT calendar.month AS month,
       COALESCE(SUM(orders.amount_cents), 0) AS revenue_cents
FROM calendar
LEFT JOIN orders
  ON strftime('%m', orders.placed_at) = strftime('%m', calendar.month)
  AND orders.status = 'paid'
GROUP BY calendar.month
ORDER BY month;
