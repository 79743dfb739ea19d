-- What lies on the shelves. Run this, then find out what will not last:
-- product_id, name, available_units, sold_units, days_left.
SELECT products.product_id, products.name, stock.units
FROM products
LEFT JOIN stock ON stock.product_id = products.product_id
ORDER BY products.product_id;
