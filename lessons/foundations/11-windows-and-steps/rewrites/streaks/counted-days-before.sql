SELECT kiln, MIN(fired_on) AS first_day, MAX(fired_on) AS last_day, COUNT(*) AS days
FROM (
  SELECT DISTINCT a.kiln, a.fired_on,
         julianday(a.fired_on) - (SELECT COUNT(DISTINCT b.fired_on) FROM firings b WHERE b.kiln = a.kiln AND b.fired_on <= a.fired_on) AS streak
  FROM firings a
)
GROUP BY kiln, streak
ORDER BY kiln, first_day;
