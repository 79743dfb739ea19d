WITH edges AS (
  SELECT session_id, seq, stage,
         MAX(CASE WHEN stage = 'confirmed' THEN seq END) OVER (PARTITION BY session_id) AS last_confirmed,
         MIN(CASE WHEN stage = 'cart' THEN seq END) OVER (PARTITION BY session_id) AS first_cart
  FROM checkout_events
), per_session AS (
  SELECT first_cart IS NOT NULL AS c,
         MAX(CASE WHEN stage = 'payment' AND seq > first_cart THEN 1 ELSE 0 END) AS p,
         MAX(CASE WHEN stage = 'payment' AND seq > first_cart AND seq < last_confirmed THEN 1 ELSE 0 END) AS d
  FROM edges GROUP BY session_id, first_cart
), counted AS (
  SELECT IFNULL(SUM(c), 0) AS carts, IFNULL(SUM(p), 0) AS payments, IFNULL(SUM(d), 0) AS confirmed FROM per_session
)
SELECT carts, payments, confirmed, carts - confirmed AS abandoned FROM counted;
