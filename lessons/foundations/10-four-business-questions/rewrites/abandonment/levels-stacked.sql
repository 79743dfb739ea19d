WITH reached AS (
  SELECT session_id, 1 AS level FROM checkout_events WHERE stage = 'cart'
  UNION
  SELECT p.session_id, 2 FROM checkout_events c, checkout_events p
  WHERE p.session_id = c.session_id AND c.stage = 'cart' AND p.stage = 'payment' AND c.seq < p.seq
  UNION
  SELECT d.session_id, 3 FROM checkout_events c, checkout_events p, checkout_events d
  WHERE p.session_id = c.session_id AND d.session_id = c.session_id
    AND c.stage = 'cart' AND p.stage = 'payment' AND d.stage = 'confirmed' AND c.seq < p.seq AND p.seq < d.seq
)
SELECT COUNT(*) FILTER (WHERE level = 1) AS carts,
       COUNT(*) FILTER (WHERE level = 2) AS payments,
       COUNT(*) FILTER (WHERE level = 3) AS confirmed,
       COUNT(*) FILTER (WHERE level = 1) - COUNT(*) FILTER (WHERE level = 3) AS abandoned
FROM reached;
