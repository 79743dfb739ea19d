SELECT (SELECT COUNT(DISTINCT session_id) FROM checkout_events WHERE stage = 'cart') AS carts,
       (SELECT COUNT(DISTINCT c.session_id) FROM checkout_events c JOIN checkout_events p USING (session_id)
        WHERE c.stage = 'cart' AND p.stage = 'payment' AND p.seq > c.seq) AS payments,
       (SELECT COUNT(DISTINCT c.session_id) FROM checkout_events c JOIN checkout_events p USING (session_id) JOIN checkout_events d USING (session_id)
        WHERE c.stage = 'cart' AND p.stage = 'payment' AND d.stage = 'confirmed' AND p.seq > c.seq AND d.seq > p.seq) AS confirmed,
       (SELECT COUNT(DISTINCT session_id) FROM checkout_events WHERE stage = 'cart')
         - (SELECT COUNT(DISTINCT c.session_id) FROM checkout_events c JOIN checkout_events p USING (session_id) JOIN checkout_events d USING (session_id)
            WHERE c.stage = 'cart' AND p.stage = 'payment' AND d.stage = 'confirmed' AND p.seq > c.seq AND d.seq > p.seq) AS abandoned;
