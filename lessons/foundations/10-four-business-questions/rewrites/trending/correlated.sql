SELECT product_id, name, recent_units, baseline_units, 2 * recent_units - baseline_units AS ahead_units
FROM (
  SELECT p.product_id, p.name,
         (SELECT COALESCE(SUM(l.quantity), 0) FROM order_lines l, orders o
          WHERE l.product_id = p.product_id AND o.order_id = l.order_id AND o.status = 'paid'
            AND o.ordered_on BETWEEN '2025-11-24' AND '2025-11-30') AS recent_units,
         (SELECT COALESCE(SUM(l.quantity), 0) FROM order_lines l, orders o
          WHERE l.product_id = p.product_id AND o.order_id = l.order_id AND o.status = 'paid'
            AND o.ordered_on BETWEEN '2025-11-10' AND '2025-11-23') AS baseline_units
  FROM products p
)
WHERE recent_units >= baseline_units AND recent_units > 0
ORDER BY ahead_units DESC, product_id;
