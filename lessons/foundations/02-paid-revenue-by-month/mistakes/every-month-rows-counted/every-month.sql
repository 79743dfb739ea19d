SELECT calendar.month AS month,
       COUNT(orders.order_id) AS revenue_cents
FROM calendar
LEFT JOIN orders
  ON date(orders.placed_at, 'start of month') = calendar.month
  AND orders.status = 'paid'
GROUP BY calendar.month
ORDER BY month;
