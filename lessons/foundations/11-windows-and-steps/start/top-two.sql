-- Units by showroom and product. Run this, then keep the two best of each showroom, and whoever ties with them.
SELECT showroom, product, SUM(units) AS units
FROM sales
GROUP BY showroom, product
ORDER BY showroom, units DESC, product;
