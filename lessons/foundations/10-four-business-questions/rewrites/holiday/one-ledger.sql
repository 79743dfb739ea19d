WITH ledger AS (
  SELECT product_id, units AS here, 0 AS gone FROM stock
  UNION ALL
  SELECT product_id, units, 0 FROM deliveries WHERE arrives_on BETWEEN '2025-12-01' AND '2025-12-23'
  UNION ALL
  SELECT l.product_id, 0, l.quantity FROM order_lines l JOIN orders o ON o.order_id = l.order_id
  WHERE o.status = 'paid' AND o.ordered_on BETWEEN '2025-11-19' AND '2025-11-30'
)
SELECT p.product_id, p.name, SUM(here) AS available_units, SUM(gone) AS sold_units, 12 * SUM(here) / SUM(gone) AS days_left
FROM ledger JOIN products p ON p.product_id = ledger.product_id
GROUP BY p.product_id, p.name
HAVING 12 * SUM(here) < 24 * SUM(gone)
ORDER BY days_left, p.product_id;
