SELECT c.month AS month,
       COALESCE((SELECT SUM(o.amount_cents) FROM orders o
                 WHERE o.status = 'paid' AND date(o.placed_at, 'start of month') = c.month), 0) AS revenue_cents
FROM calendar c
ORDER BY c.month;
