SELECT product_id, name,
       COALESCE(SUM(quantity) FILTER (WHERE ordered_on BETWEEN '2025-11-24' AND '2025-11-30'), 0) AS recent_units,
       COALESCE(SUM(quantity) FILTER (WHERE ordered_on BETWEEN '2025-11-10' AND '2025-11-23'), 0) AS baseline_units,
       2 * SUM(quantity) FILTER (WHERE ordered_on BETWEEN '2025-11-24' AND '2025-11-30')
         - IFNULL(SUM(quantity) FILTER (WHERE ordered_on BETWEEN '2025-11-10' AND '2025-11-23'), 0) AS ahead_units
FROM order_lines JOIN orders USING (order_id) JOIN products USING (product_id)
WHERE status = 'paid'
GROUP BY product_id
HAVING recent_units >= baseline_units AND recent_units > 0
ORDER BY 5 DESC, 1;
