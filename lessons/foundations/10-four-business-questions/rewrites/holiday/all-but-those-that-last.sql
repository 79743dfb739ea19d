WITH sold AS (
  SELECT l.product_id, SUM(l.quantity) AS units FROM order_lines l JOIN orders o ON o.order_id = l.order_id
  WHERE o.status = 'paid' AND o.ordered_on BETWEEN '2025-11-19' AND '2025-11-30' GROUP BY l.product_id
), everything AS (
  SELECT p.product_id, p.name,
         COALESCE(st.units, 0) + COALESCE((SELECT SUM(x.units) FROM deliveries x WHERE x.product_id = p.product_id
                                           AND x.arrives_on BETWEEN '2025-12-01' AND '2025-12-23'), 0) AS available_units,
         sold.units AS sold_units
  FROM products p JOIN sold ON sold.product_id = p.product_id LEFT JOIN stock st ON st.product_id = p.product_id
)
SELECT product_id, name, available_units, sold_units, 12 * available_units / sold_units AS days_left FROM everything
EXCEPT
SELECT product_id, name, available_units, sold_units, 12 * available_units / sold_units FROM everything
WHERE 12 * available_units / sold_units >= 24
ORDER BY days_left, product_id;
