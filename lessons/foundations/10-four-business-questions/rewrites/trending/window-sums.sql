SELECT DISTINCT product_id, name, recent_units, baseline_units, 2 * recent_units - baseline_units AS ahead_units
FROM (
  SELECT p.product_id, p.name,
         SUM(IIF(o.ordered_on >= '2025-11-24', l.quantity, 0)) OVER (PARTITION BY p.product_id) AS recent_units,
         SUM(IIF(o.ordered_on < '2025-11-24', l.quantity, 0)) OVER (PARTITION BY p.product_id) AS baseline_units
  FROM products p
  JOIN order_lines l ON l.product_id = p.product_id
  JOIN orders o ON o.order_id = l.order_id AND o.status = 'paid'
               AND o.ordered_on BETWEEN '2025-11-10' AND '2025-11-30'
)
WHERE recent_units * 2 >= baseline_units + baseline_units
ORDER BY ahead_units DESC, product_id;
