WITH d AS (SELECT DISTINCT kiln, fired_on FROM firings),
s AS (SELECT kiln, fired_on FROM d WHERE (kiln, fired_on) NOT IN (SELECT kiln, date(fired_on, '+1 day') FROM d)),
m AS (SELECT d.kiln, d.fired_on, (SELECT MAX(s.fired_on) FROM s WHERE s.kiln = d.kiln AND s.fired_on <= d.fired_on) AS first_day FROM d)
SELECT kiln, first_day, MAX(fired_on) AS last_day, COUNT(*) AS days
FROM m GROUP BY kiln, first_day ORDER BY kiln, first_day;
