WITH flags AS (
  SELECT session_id,
         MAX(stage = 'cart') AS c, MAX(stage = 'payment') AS p, MAX(stage = 'confirmed') AS d
  FROM checkout_events
  GROUP BY session_id
)
SELECT COALESCE(SUM(c), 0) AS carts,
       COALESCE(SUM(c AND p), 0) AS payments,
       COALESCE(SUM(c AND p AND d), 0) AS confirmed,
       COALESCE(SUM(c), 0) - COALESCE(SUM(c AND p AND d), 0) AS abandoned
FROM flags;
