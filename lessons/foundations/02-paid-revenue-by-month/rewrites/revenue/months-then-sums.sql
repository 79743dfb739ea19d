SELECT m.month,
       (SELECT SUM(o.amount_cents) FROM orders o
        WHERE o.status = 'paid' AND date(o.placed_at, 'start of month') = m.month) AS revenue_cents
FROM (SELECT DISTINCT date(placed_at, 'start of month') AS month FROM orders WHERE status = 'paid') m
ORDER BY m.month;
