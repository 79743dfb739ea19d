WITH t AS (SELECT showroom, product, SUM(units) AS units FROM sales GROUP BY showroom, product),
n AS (SELECT t.*, ROW_NUMBER() OVER (PARTITION BY showroom ORDER BY units DESC, product) AS rn FROM t),
m AS (SELECT n.*, MIN(rn) OVER (PARTITION BY showroom, units) AS place FROM n)
SELECT showroom, place, product, units FROM m WHERE place <= 2 ORDER BY showroom, place, product;
