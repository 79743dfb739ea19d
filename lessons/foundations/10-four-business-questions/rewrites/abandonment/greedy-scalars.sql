WITH a AS (
  SELECT session_id, MIN(seq) AS t1 FROM checkout_events WHERE stage = 'cart' GROUP BY session_id
), b AS (
  SELECT a.*, (SELECT MIN(seq) FROM checkout_events e WHERE e.session_id = a.session_id AND e.stage = 'payment' AND e.seq > a.t1) AS t2 FROM a
), c AS (
  SELECT b.*, (SELECT MIN(seq) FROM checkout_events e WHERE e.session_id = b.session_id AND e.stage = 'confirmed' AND e.seq > b.t2) AS t3 FROM b
)
SELECT COUNT(t1) AS carts, COUNT(t2) AS payments, COUNT(t3) AS confirmed, COUNT(*) - COUNT(t3) AS abandoned
FROM c;
