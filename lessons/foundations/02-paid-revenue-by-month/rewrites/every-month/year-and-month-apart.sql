SELECT c.month, CAST(TOTAL(o.amount_cents) AS INTEGER) AS revenue_cents
FROM calendar c
LEFT JOIN orders o ON year(o.placed_at) = year(c.month) AND month(o.placed_at) = month(c.month) AND o.status = 'paid'
GROUP BY c.month
ORDER BY c.month;
