SELECT strftime('%Y-%m-01', placed_at) AS month, SUM(amount_cents) AS revenue_cents
FROM orders
WHERE status = 'paid'
GROUP BY strftime('%Y-%m', placed_at)
ORDER BY strftime('%Y-%m', placed_at);
