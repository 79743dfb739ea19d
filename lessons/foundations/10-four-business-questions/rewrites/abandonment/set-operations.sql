WITH paid AS (
  SELECT c.session_id, MIN(p.seq) AS at FROM checkout_events AS c
  JOIN checkout_events AS p ON c.session_id = p.session_id AND c.seq < p.seq
  WHERE c.stage = 'cart' AND p.stage = 'payment' GROUP BY c.session_id
), done AS (
  SELECT session_id FROM paid INTERSECT
  SELECT e.session_id FROM checkout_events e JOIN paid ON paid.session_id = e.session_id AND e.seq > paid.at AND e.stage = 'confirmed'
), open_carts AS (
  SELECT session_id FROM checkout_events WHERE stage = 'cart' EXCEPT SELECT session_id FROM done
)
SELECT (SELECT COUNT(*) FROM open_carts) + (SELECT COUNT(*) FROM done) AS carts,
       (SELECT COUNT(*) FROM paid) AS payments,
       (SELECT COUNT(*) FROM done) AS confirmed,
       (SELECT COUNT(*) FROM open_carts) AS abandoned;
