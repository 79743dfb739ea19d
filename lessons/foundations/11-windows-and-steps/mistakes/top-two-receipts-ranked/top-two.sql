WITH ranked AS (
  SELECT showroom, product, units, RANK() OVER (PARTITION BY showroom ORDER BY units DESC) AS place
  FROM sales
)
SELECT DISTINCT showroom, place, product, units
FROM ranked
WHERE place <= 2
ORDER BY showroom, place, product;
