SELECT COUNT(CASE WHEN stage = 'cart' THEN 1 END) AS carts,
       COUNT(CASE WHEN stage = 'payment' THEN 1 END) AS payments,
       COUNT(CASE WHEN stage = 'confirmed' THEN 1 END) AS confirmed,
       COUNT(CASE WHEN stage = 'cart' THEN 1 END) - COUNT(CASE WHEN stage = 'confirmed' THEN 1 END) AS abandoned
FROM checkout_events;
