-- A row for every way through the checkout; DISTINCT counts the sessions.
SELECT COUNT(DISTINCT cart.session_id) AS carts,
       COUNT(DISTINCT payment.session_id) AS payments,
       COUNT(DISTINCT confirmed.session_id) AS confirmed,
       COUNT(DISTINCT cart.session_id) - COUNT(DISTINCT confirmed.session_id) AS abandoned
FROM checkout_events AS cart
LEFT JOIN checkout_events AS payment
  ON payment.session_id = cart.session_id AND payment.stage = 'payment' AND payment.seq > cart.seq
LEFT JOIN checkout_events AS confirmed
  ON confirmed.session_id = payment.session_id AND confirmed.stage = 'confirmed' AND confirmed.seq > payment.seq
WHERE cart.stage = 'cart';
