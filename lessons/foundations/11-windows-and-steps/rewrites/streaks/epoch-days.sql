WITH d AS (SELECT DISTINCT kiln, fired_on, CAST(strftime('%s', fired_on) AS INTEGER) / 86400 AS n FROM firings)
SELECT kiln, MIN(fired_on) AS first_day, MAX(fired_on) AS last_day, MAX(n) - MIN(n) + 1 AS days
FROM (SELECT d.*, n - RANK() OVER (PARTITION BY kiln ORDER BY n) AS streak FROM d)
GROUP BY kiln, streak
ORDER BY kiln, 2;
