WITH t AS (SELECT showroom, product, SUM(units) AS units FROM sales GROUP BY showroom, product),
firsts AS (SELECT * FROM t WHERE units = (SELECT MAX(x.units) FROM t x WHERE x.showroom = t.showroom)),
rest AS (SELECT * FROM t EXCEPT SELECT * FROM firsts),
seconds AS (
  SELECT * FROM rest WHERE units = (SELECT MAX(x.units) FROM rest x WHERE x.showroom = rest.showroom)
    AND (SELECT COUNT(*) FROM firsts f WHERE f.showroom = rest.showroom) = 1
)
SELECT showroom, 1 AS place, product, units FROM firsts
UNION ALL
SELECT showroom, 2, product, units FROM seconds
ORDER BY showroom, place, product;
