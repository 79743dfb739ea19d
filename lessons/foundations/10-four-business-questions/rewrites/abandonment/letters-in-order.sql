SELECT COUNT(CASE WHEN t.path LIKE '%C%' THEN 1 END) AS carts,
       COUNT(CASE WHEN t.path LIKE '%C%P%' THEN 1 END) AS payments,
       COUNT(CASE WHEN t.path LIKE '%C%P%D%' THEN 1 END) AS confirmed,
       COUNT(CASE WHEN t.path LIKE '%C%' AND t.path NOT LIKE '%C%P%D%' THEN 1 END) AS abandoned
FROM (
  SELECT DISTINCT session_id,
         GROUP_CONCAT(CASE stage WHEN 'cart' THEN 'C' WHEN 'payment' THEN 'P' ELSE 'D' END, '')
           OVER (PARTITION BY session_id ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS path
  FROM checkout_events
) t;
