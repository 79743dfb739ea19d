SELECT kiln, MIN(fired_on) AS first_day, MAX(fired_on) AS last_day, COUNT(DISTINCT fired_on) AS days
FROM firings
GROUP BY kiln
ORDER BY kiln, first_day;
