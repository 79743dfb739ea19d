WITH t AS (SELECT showroom, product, SUM(units) AS units FROM sales GROUP BY showroom, product)
SELECT a.showroom, 1 + (SELECT COUNT(*) FROM t b WHERE b.showroom = a.showroom AND b.units > a.units) AS place, a.product, a.units
FROM t a
WHERE (SELECT COUNT(*) FROM t b WHERE b.showroom = a.showroom AND b.units > a.units) < 2
ORDER BY a.showroom, place, a.product;
