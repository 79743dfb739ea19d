WITH days AS (
  SELECT DISTINCT kiln, fired_on FROM firings
),
numbered AS (
  SELECT kiln, fired_on, julianday(fired_on) - ROW_NUMBER() OVER (PARTITION BY kiln ORDER BY fired_on) AS streak
  FROM days
)
SELECT kiln, MIN(fired_on) AS first_day, MAX(fired_on) AS last_day, COUNT(*) AS days
FROM numbered
GROUP BY kiln, streak
HAVING COUNT(*) > 1
ORDER BY kiln, first_day;
