SELECT p.product_id, p.name, t.recent_units, t.baseline_units, 2 * t.recent_units - t.baseline_units AS ahead_units
FROM products p
JOIN (SELECT l.product_id,
             SUM(CASE WHEN julianday('2025-11-30') - julianday(o.ordered_on) BETWEEN 0 AND 6 THEN l.quantity ELSE 0 END) AS recent_units,
             SUM(CASE WHEN julianday('2025-11-30') - julianday(o.ordered_on) BETWEEN 7 AND 20 THEN l.quantity ELSE 0 END) AS baseline_units
      FROM orders o JOIN order_lines l ON o.order_id = l.order_id
      WHERE o.status IN ('paid')
      GROUP BY l.product_id) t ON t.product_id = p.product_id
WHERE t.baseline_units <= t.recent_units AND t.recent_units >= 1
ORDER BY ahead_units DESC, p.product_id;
