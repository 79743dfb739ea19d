-- The firings in the log. Run this, then turn the days into streaks: kiln, first_day, last_day, days.
SELECT kiln, fired_on, firing_id
FROM firings
ORDER BY kiln, fired_on, firing_id;
