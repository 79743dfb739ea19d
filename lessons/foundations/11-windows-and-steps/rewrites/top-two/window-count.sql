WITH t AS (SELECT showroom, product, SUM(units) AS units FROM sales GROUP BY product, showroom),
p AS (
  SELECT t.*, COUNT(*) OVER (PARTITION BY showroom ORDER BY units DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
              - COUNT(*) OVER (PARTITION BY showroom, units) + 1 AS place
  FROM t
)
SELECT showroom, place, product, units FROM p WHERE place < 3 ORDER BY 1, 2, 3;
