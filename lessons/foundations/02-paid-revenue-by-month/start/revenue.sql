-- Five orders, to see what you have. Run this, look at it, then replace it with your query:
-- the paid revenue per month, as columns month and revenue_cents, the earliest month first.
SELECT *
FROM orders
LIMIT 5;
