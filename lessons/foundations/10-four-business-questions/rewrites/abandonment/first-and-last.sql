-- A payment lies between the first cart and the last confirmation of its session, or it does not.
WITH ends AS (
  SELECT session_id, MIN(CASE WHEN stage = 'cart' THEN seq END) AS first_cart,
         MAX(CASE WHEN stage = 'payment' THEN seq END) AS last_payment,
         MAX(CASE WHEN stage = 'confirmed' THEN seq END) AS last_confirmed
  FROM checkout_events GROUP BY session_id
), flags AS (
  SELECT first_cart IS NOT NULL AS c,
         COALESCE(last_payment > first_cart, 0) AS p,
         EXISTS (SELECT 1 FROM checkout_events m WHERE m.session_id = ends.session_id AND m.stage = 'payment'
                 AND m.seq > ends.first_cart AND m.seq < ends.last_confirmed) AS d
  FROM ends
)
SELECT TOTAL(c) AS carts, TOTAL(p) AS payments, TOTAL(d) AS confirmed, TOTAL(c) - TOTAL(d) AS abandoned
FROM flags;
