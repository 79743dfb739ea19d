SELECT date(placed_at, 'start of month') AS month,
       SUM(CASE status WHEN 'paid' THEN amount_cents WHEN 'refunded' THEN -amount_cents ELSE 0 END) AS revenue_cents
FROM orders
GROUP BY date(placed_at, 'start of month')
ORDER BY month;
