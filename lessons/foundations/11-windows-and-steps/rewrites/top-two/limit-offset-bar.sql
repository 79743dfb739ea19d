WITH t AS (SELECT showroom, product, SUM(units) AS units FROM sales GROUP BY showroom, product)
SELECT a.showroom,
       (SELECT COUNT(*) FROM t b WHERE b.showroom = a.showroom AND b.units > a.units) + 1 AS place,
       a.product, a.units
FROM t a
WHERE a.units >= IFNULL((SELECT b.units FROM t b WHERE b.showroom = a.showroom ORDER BY b.units DESC LIMIT 1 OFFSET 1), 0)
ORDER BY a.showroom, place, a.product;
