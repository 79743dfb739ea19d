SELECT calendar.month, COALESCE(SUM(orders.amount_cents), 0) AS revenue_cents
FROM orders
RIGHT JOIN calendar ON calendar.month = date(orders.placed_at, 'start of month') AND orders.status = 'paid'
GROUP BY calendar.month
ORDER BY calendar.month;
