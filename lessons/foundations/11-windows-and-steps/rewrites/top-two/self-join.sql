WITH t AS (SELECT showroom, product, SUM(units) AS units FROM sales GROUP BY showroom, product)
SELECT a.showroom, COUNT(b.product) + 1 AS place, a.product, a.units
FROM t a LEFT JOIN t b ON b.showroom = a.showroom AND b.units > a.units
GROUP BY a.showroom, a.product, a.units
HAVING COUNT(b.product) <= 1
ORDER BY a.showroom, place, a.product;
