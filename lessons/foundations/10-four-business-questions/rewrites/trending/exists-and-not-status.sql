WITH sold AS (
  SELECT l.product_id,
         SUM(l.quantity * EXISTS (SELECT 1 FROM orders o WHERE o.order_id = l.order_id AND o.status <> 'cancelled'
                                  AND o.ordered_on BETWEEN '2025-11-24' AND '2025-11-30')) AS recent_units,
         SUM(l.quantity * EXISTS (SELECT 1 FROM orders o WHERE o.order_id = l.order_id AND o.status <> 'cancelled'
                                  AND o.ordered_on BETWEEN '2025-11-10' AND '2025-11-23')) AS baseline_units
  FROM order_lines l
  GROUP BY l.product_id
)
SELECT product_id, name, recent_units, baseline_units, 2 * recent_units - baseline_units AS ahead_units
FROM products NATURAL JOIN sold
WHERE recent_units <> 0 AND NOT recent_units < baseline_units
ORDER BY ahead_units DESC, product_id;
