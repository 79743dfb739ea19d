SELECT substr(placed_at, 1, 7) || '-01' AS month,
       SUM(amount_cents) AS revenue_cents
FROM orders
WHERE status = 'paid'
GROUP BY substr(placed_at, 1, 7)
ORDER BY month;
