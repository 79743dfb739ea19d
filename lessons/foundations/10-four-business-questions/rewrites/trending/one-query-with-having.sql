SELECT p.product_id, p.name,
       SUM(CASE WHEN o.ordered_on >= '2025-11-24' THEN l.quantity ELSE 0 END) AS recent_units,
       SUM(CASE WHEN o.ordered_on < '2025-11-24' THEN l.quantity ELSE 0 END) AS baseline_units,
       2 * SUM(CASE WHEN o.ordered_on >= '2025-11-24' THEN l.quantity ELSE 0 END)
           - SUM(CASE WHEN o.ordered_on < '2025-11-24' THEN l.quantity ELSE 0 END) AS ahead_units
FROM orders o
JOIN order_lines l ON l.order_id = o.order_id
JOIN products p ON p.product_id = l.product_id
WHERE o.status = 'paid' AND o.ordered_on >= '2025-11-10' AND o.ordered_on <= '2025-11-30'
GROUP BY p.product_id, p.name
HAVING recent_units >= baseline_units
ORDER BY ahead_units DESC, p.product_id;
