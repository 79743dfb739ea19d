WITH marked AS (
  SELECT session_id, seq, stage,
         MAX(stage = 'cart') OVER (PARTITION BY session_id ORDER BY seq ROWS UNBOUNDED PRECEDING) AS after_cart
  FROM checkout_events
), marked_twice AS (
  SELECT session_id, seq, stage, after_cart,
         MAX(after_cart = 1 AND stage = 'payment') OVER (PARTITION BY session_id ORDER BY seq ROWS UNBOUNDED PRECEDING) AS after_payment
  FROM marked
), per_session AS (
  SELECT MAX(after_cart) AS c, MAX(after_payment) AS p, MAX(after_payment = 1 AND stage = 'confirmed') AS d
  FROM marked_twice GROUP BY session_id
)
SELECT IFNULL(SUM(c), 0) AS carts, IFNULL(SUM(p), 0) AS payments, IFNULL(SUM(d), 0) AS confirmed, IFNULL(SUM(c - d), 0) AS abandoned
FROM per_session;
