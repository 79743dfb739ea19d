WITH t AS (SELECT showroom, product, SUM(units) AS units FROM sales GROUP BY showroom, product)
SELECT a.showroom, 1 + EXISTS (SELECT 1 FROM t b WHERE b.showroom = a.showroom AND b.units > a.units) AS place, a.product, a.units
FROM t a
WHERE NOT EXISTS (SELECT 1 FROM t b JOIN t c ON c.showroom = b.showroom AND c.product <> b.product
                  WHERE b.showroom = a.showroom AND b.units > a.units AND c.units > a.units)
ORDER BY a.showroom, place, a.product;
