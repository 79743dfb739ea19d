WITH cart AS (
  SELECT session_id, MIN(seq) AS seq FROM checkout_events WHERE stage = 'cart' GROUP BY session_id
),
payment AS (
  SELECT checkout_events.session_id, MIN(checkout_events.seq) AS seq
  FROM checkout_events JOIN cart ON cart.session_id = checkout_events.session_id
  WHERE checkout_events.stage = 'payment' AND checkout_events.seq > cart.seq
  GROUP BY checkout_events.session_id
),
confirmed AS (
  SELECT DISTINCT checkout_events.session_id
  FROM checkout_events JOIN cart ON cart.session_id = checkout_events.session_id
  WHERE checkout_events.stage = 'confirmed' AND checkout_events.seq > cart.seq
)
SELECT COUNT(cart.session_id) AS carts, COUNT(payment.session_id) AS payments, COUNT(confirmed.session_id) AS confirmed,
       COUNT(cart.session_id) - COUNT(confirmed.session_id) AS abandoned
FROM cart
LEFT JOIN payment ON payment.session_id = cart.session_id
LEFT JOIN confirmed ON confirmed.session_id = cart.session_id;
