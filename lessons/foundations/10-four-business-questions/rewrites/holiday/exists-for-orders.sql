WITH sold AS (
  SELECT l.product_id, SUM(l.quantity) AS n FROM order_lines AS l
  WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.order_id = l.order_id AND o.status = 'paid'
                AND julianday('2025-11-30') - julianday(o.ordered_on) BETWEEN 0 AND 11)
  GROUP BY l.product_id
), shelf AS (
  SELECT p.product_id, p.name, SUM(COALESCE(d.units, 0)) + COALESCE(MAX(s.units), 0) AS n
  FROM products AS p
  LEFT JOIN stock AS s ON s.product_id = p.product_id
  LEFT JOIN deliveries AS d ON d.product_id = p.product_id AND d.arrives_on BETWEEN '2025-12-01' AND '2025-12-23'
  GROUP BY p.product_id, p.name
)
SELECT shelf.product_id, shelf.name, shelf.n AS available_units, sold.n AS sold_units,
       CAST(shelf.n * 12.0 / sold.n AS INTEGER) AS days_left
FROM shelf JOIN sold ON sold.product_id = shelf.product_id
WHERE shelf.n * 12.0 / sold.n < 24
ORDER BY days_left, shelf.product_id;
