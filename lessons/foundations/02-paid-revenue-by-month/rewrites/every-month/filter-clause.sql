SELECT c.month, IFNULL(SUM(o.amount_cents) FILTER (WHERE o.status = 'paid'), 0) AS revenue_cents
FROM calendar c
LEFT OUTER JOIN orders o ON strftime('%Y-%m', o.placed_at) = strftime('%Y-%m', c.month)
GROUP BY c.month
ORDER BY 1;
