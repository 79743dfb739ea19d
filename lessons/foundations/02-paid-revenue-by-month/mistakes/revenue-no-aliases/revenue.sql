SELECT date(placed_at, 'start of month'), SUM(amount_cents)
FROM orders
WHERE status = 'paid'
GROUP BY date(placed_at, 'start of month')
ORDER BY date(placed_at, 'start of month');
