WITH following AS (
  SELECT session_id, stage,
         LEAD(stage, 1) OVER (PARTITION BY session_id ORDER BY seq) AS then_stage,
         LEAD(stage, 2) OVER (PARTITION BY session_id ORDER BY seq) AS last_stage
  FROM checkout_events
)
SELECT COUNT(DISTINCT CASE WHEN stage = 'cart' THEN session_id END) AS carts,
       COUNT(DISTINCT CASE WHEN stage = 'cart' AND then_stage = 'payment' THEN session_id END) AS payments,
       COUNT(DISTINCT CASE WHEN stage = 'cart' AND then_stage = 'payment' AND last_stage = 'confirmed' THEN session_id END) AS confirmed,
       COUNT(DISTINCT CASE WHEN stage = 'cart' THEN session_id END)
         - COUNT(DISTINCT CASE WHEN stage = 'cart' AND then_stage = 'payment' AND last_stage = 'confirmed' THEN session_id END) AS abandoned
FROM following;
