WITH per_day AS (
  SELECT till, booked_on, SUM(amount_cents) AS cents FROM till_entries GROUP BY till, booked_on
), opening AS (
  SELECT till, booked_on, COALESCE(SUM(cents) OVER (PARTITION BY till ORDER BY booked_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS cents
  FROM per_day
)
SELECT e.till, e.booked_on, e.entry_id, e.amount_cents,
       o.cents + SUM(e.amount_cents) OVER (PARTITION BY e.till, e.booked_on ORDER BY e.entry_id) AS balance_cents
FROM till_entries e JOIN opening o ON o.till = e.till AND o.booked_on = e.booked_on
ORDER BY e.till, e.booked_on, e.entry_id;
