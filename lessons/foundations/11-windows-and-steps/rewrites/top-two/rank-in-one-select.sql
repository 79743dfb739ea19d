SELECT showroom, place, product, units
FROM (SELECT showroom, product, SUM(units) AS units, RANK() OVER (PARTITION BY showroom ORDER BY SUM(units) DESC) AS place
      FROM sales GROUP BY showroom, product)
WHERE place IN (1, 2)
ORDER BY showroom, place, product;
