SELECT p.product_id, p.name,
       COALESCE(st.units, 0) + COALESCE(ar.units, 0) AS available_units,
       SUM(l.quantity) AS sold_units,
       12 * (COALESCE(st.units, 0) + COALESCE(ar.units, 0)) / SUM(l.quantity) AS days_left
FROM orders o
JOIN order_lines l ON l.order_id = o.order_id
JOIN products p ON p.product_id = l.product_id
LEFT JOIN stock st ON st.product_id = p.product_id
LEFT JOIN (SELECT product_id, SUM(units) AS units FROM deliveries
           WHERE arrives_on BETWEEN '2025-12-01' AND '2025-12-23' GROUP BY product_id) ar ON ar.product_id = p.product_id
WHERE o.status = 'paid' AND o.ordered_on BETWEEN '2025-11-19' AND '2025-11-30'
GROUP BY p.product_id, p.name, st.units, ar.units
HAVING 12 * (COALESCE(st.units, 0) + COALESCE(ar.units, 0)) < 24 * SUM(l.quantity)
ORDER BY days_left, p.product_id;
