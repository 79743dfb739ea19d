SELECT date_trunc('month', placed_at) AS month, SUM(amount_cents) AS revenue_cents
FROM orders
WHERE status = 'paid'
GROUP BY date_trunc('month', placed_at)
ORDER BY 1;
