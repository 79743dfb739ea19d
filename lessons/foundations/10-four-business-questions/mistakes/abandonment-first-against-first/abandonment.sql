WITH firsts AS (
  SELECT session_id,
         MIN(CASE WHEN stage = 'cart' THEN seq END) AS c,
         MIN(CASE WHEN stage = 'payment' THEN seq END) AS p,
         MIN(CASE WHEN stage = 'confirmed' THEN seq END) AS d
  FROM checkout_events
  GROUP BY session_id
)
SELECT COUNT(c) AS carts,
       COUNT(CASE WHEN p > c THEN 1 END) AS payments,
       COUNT(CASE WHEN p > c AND d > p THEN 1 END) AS confirmed,
       COUNT(c) - COUNT(CASE WHEN p > c AND d > p THEN 1 END) AS abandoned
FROM firsts;
