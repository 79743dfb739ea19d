SELECT COUNT(DISTINCT CASE WHEN stage = 'cart' THEN session_id END) AS carts,
       COUNT(DISTINCT CASE WHEN stage = 'payment' THEN session_id END) AS payments,
       COUNT(DISTINCT CASE WHEN stage = 'confirmed' THEN session_id END) AS confirmed,
       COUNT(DISTINCT CASE WHEN stage = 'cart' THEN session_id END)
         - COUNT(DISTINCT CASE WHEN stage = 'confirmed' THEN session_id END) AS abandoned
FROM checkout_events;
