SELECT COUNT(c.session_id) AS carts,
       COUNT(p.session_id) AS payments,
       COUNT(d.session_id) AS confirmed,
       COUNT(c.session_id) - COUNT(d.session_id) AS abandoned
FROM checkout_events AS c
LEFT JOIN checkout_events AS p ON p.session_id = c.session_id AND p.stage = 'payment' AND p.seq > c.seq
LEFT JOIN checkout_events AS d ON d.session_id = p.session_id AND d.stage = 'confirmed' AND d.seq > p.seq
WHERE c.stage = 'cart';
