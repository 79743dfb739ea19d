WITH reached AS (
  SELECT s.session_id,
         EXISTS (SELECT 1 FROM checkout_events c WHERE c.session_id = s.session_id AND c.stage = 'cart') AS has_cart,
         EXISTS (SELECT 1 FROM checkout_events c JOIN checkout_events p ON p.session_id = c.session_id AND p.seq > c.seq
                 WHERE c.session_id = s.session_id AND c.stage = 'cart' AND p.stage = 'payment') AS has_payment,
         EXISTS (SELECT 1 FROM checkout_events c
                 JOIN checkout_events p ON p.session_id = c.session_id AND p.seq > c.seq
                 JOIN checkout_events d ON d.session_id = p.session_id AND d.seq > p.seq
                 WHERE c.session_id = s.session_id AND c.stage = 'cart' AND p.stage = 'payment' AND d.stage = 'confirmed') AS has_confirmed
  FROM (SELECT DISTINCT session_id FROM checkout_events) s
)
SELECT COALESCE(SUM(has_cart), 0) AS carts, COALESCE(SUM(has_payment), 0) AS payments, COALESCE(SUM(has_confirmed), 0) AS confirmed,
       COALESCE(SUM(has_cart), 0) - COALESCE(SUM(has_confirmed), 0) AS abandoned
FROM reached;
