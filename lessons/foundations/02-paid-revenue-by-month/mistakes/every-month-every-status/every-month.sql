SELECT calendar.month AS month,
       COALESCE(SUM(orders.amount_cents), 0) AS revenue_cents
FROM calendar
LEFT JOIN orders
  ON date(orders.placed_at, 'start of month') = calendar.month
GROUP BY calendar.month
ORDER BY month;
