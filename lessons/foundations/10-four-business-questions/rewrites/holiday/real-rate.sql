WITH rate AS (
  SELECT l.product_id, SUM(l.quantity) AS sold, SUM(l.quantity) / 12.0 AS per_day
  FROM order_lines l INNER JOIN orders o ON l.order_id = o.order_id
  WHERE o.status = 'paid' AND o.ordered_on BETWEEN '2025-11-19' AND '2025-11-30'
  GROUP BY 1
), coming AS (
  SELECT product_id, SUM(units) AS units FROM deliveries
  WHERE arrives_on > '2025-11-30' AND arrives_on < '2025-12-24' GROUP BY product_id
)
SELECT p.product_id, p.name, IFNULL(s.units, 0) + IFNULL(c.units, 0) AS available_units, r.sold AS sold_units,
       (IFNULL(s.units, 0) + IFNULL(c.units, 0)) * 12 / r.sold AS days_left
FROM rate r
JOIN products p ON p.product_id = r.product_id
LEFT JOIN stock s ON s.product_id = r.product_id
LEFT JOIN coming c ON c.product_id = r.product_id
WHERE (IFNULL(s.units, 0) + IFNULL(c.units, 0)) * 12 < r.sold * 24
ORDER BY days_left, p.product_id;
