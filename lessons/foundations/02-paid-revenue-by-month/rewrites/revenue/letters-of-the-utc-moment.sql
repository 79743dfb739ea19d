SELECT substr(datetime(placed_at), 1, 7) || '-01' AS month, SUM(amount_cents) AS revenue_cents
FROM orders
WHERE status LIKE 'paid'
GROUP BY substr(datetime(placed_at), 1, 7)
ORDER BY month;
