WITH t AS (
  SELECT DISTINCT showroom, product, SUM(units) OVER (PARTITION BY showroom, product) AS units FROM sales
), r AS (
  SELECT showroom, product, units, RANK() OVER w AS place FROM t WINDOW w AS (PARTITION BY showroom ORDER BY -units)
)
SELECT showroom, place, product, units FROM r WHERE NOT place > 2 ORDER BY showroom, place, product;
