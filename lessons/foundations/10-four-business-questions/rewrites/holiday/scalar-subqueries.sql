SELECT product_id, name, available_units, sold_units, 12 * available_units / sold_units AS days_left
FROM (
  SELECT p.product_id, p.name,
         COALESCE((SELECT s.units FROM stock s WHERE s.product_id = p.product_id), 0)
         + (SELECT COALESCE(SUM(d.units), 0) FROM deliveries d
            WHERE d.product_id = p.product_id AND d.arrives_on BETWEEN '2025-12-01' AND '2025-12-23') AS available_units,
         (SELECT SUM(l.quantity) FROM order_lines l JOIN orders o ON o.order_id = l.order_id
          WHERE l.product_id = p.product_id AND o.status = 'paid' AND o.ordered_on BETWEEN '2025-11-19' AND '2025-11-30') AS sold_units
  FROM products p
)
WHERE 12 * available_units / sold_units < 24
ORDER BY days_left, product_id;
