SELECT strftime('%Y-%m', calendar.month) AS month,
       COALESCE(SUM(orders.amount_cents), 0) AS revenue_cents
FROM calendar
LEFT JOIN orders
  ON date(orders.placed_at, 'start of month') = calendar.month
  AND orders.status = 'paid'
GROUP BY calendar.month
ORDER BY month;
