WITH totals AS (
  SELECT showroom, product, SUM(units) AS units FROM sales GROUP BY showroom, product
),
ranked AS (
  SELECT showroom, product, units, DENSE_RANK() OVER (PARTITION BY showroom ORDER BY units DESC) AS place
  FROM totals
)
SELECT showroom, place, product, units
FROM ranked
WHERE place <= 2
ORDER BY showroom, place, product;
