SELECT kiln, MIN(fired_on) AS first_day, MAX(fired_on) AS last_day, COUNT(DISTINCT fired_on) AS days
FROM (SELECT kiln, fired_on, date(fired_on, '-' || DENSE_RANK() OVER (PARTITION BY kiln ORDER BY fired_on) || ' days') AS streak FROM firings)
GROUP BY kiln, streak
ORDER BY kiln, first_day;
