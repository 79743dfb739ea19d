-- All the months there are. Run this, then give each month its paid revenue beside it,
-- as columns month and revenue_cents, with 0 where nothing was paid.
SELECT month
FROM calendar
ORDER BY month;
