-- Events by stage. Run this: it counts events, and Tomas asks about sessions.
-- Replace it by one row: carts, payments, confirmed, abandoned.
SELECT stage, COUNT(*) AS events
FROM checkout_events
GROUP BY stage
ORDER BY stage;
