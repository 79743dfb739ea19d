WITH t AS (SELECT showroom, product, SUM(units) AS units FROM sales GROUP BY showroom, product),
bar AS (
  SELECT t.*, NTH_VALUE(units, 2) OVER (PARTITION BY showroom ORDER BY units DESC, product ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second,
         MAX(units) OVER (PARTITION BY showroom) AS first
  FROM t
)
SELECT showroom, CASE WHEN units = first THEN 1 ELSE 2 END AS place, product, units
FROM bar WHERE units >= COALESCE(second, units)
ORDER BY showroom, place, product;
