WITH p AS (
  SELECT DISTINCT e.session_id FROM checkout_events e
  WHERE e.stage = 'payment' AND e.seq > (SELECT MIN(c.seq) FROM checkout_events c WHERE c.session_id = e.session_id AND c.stage = 'cart')
), d AS (
  SELECT DISTINCT e.session_id FROM checkout_events e
  WHERE e.stage = 'confirmed'
    AND e.seq > (SELECT MIN(x.seq) FROM checkout_events x WHERE x.session_id = e.session_id AND x.stage = 'payment'
                 AND x.seq > (SELECT MIN(c.seq) FROM checkout_events c WHERE c.session_id = e.session_id AND c.stage = 'cart'))
)
SELECT COUNT(*) AS carts, COUNT(CASE WHEN session_id IN (SELECT session_id FROM p) THEN 1 END) AS payments,
       COUNT(CASE WHEN session_id IN (SELECT session_id FROM d) THEN 1 END) AS confirmed,
       COUNT(CASE WHEN session_id NOT IN (SELECT session_id FROM d) THEN 1 END) AS abandoned
FROM (SELECT DISTINCT session_id FROM checkout_events WHERE stage = 'cart');
