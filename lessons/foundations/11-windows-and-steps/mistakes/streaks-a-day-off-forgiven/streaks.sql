WITH days AS (
  SELECT DISTINCT kiln, fired_on FROM firings
),
starts AS (
  SELECT kiln, fired_on,
         CASE WHEN julianday(fired_on) - julianday(LAG(fired_on) OVER (PARTITION BY kiln ORDER BY fired_on)) <= 2 THEN 0 ELSE 1 END AS is_start
  FROM days
),
grouped AS (
  SELECT kiln, fired_on, SUM(is_start) OVER (PARTITION BY kiln ORDER BY fired_on) AS streak
  FROM starts
)
SELECT kiln, MIN(fired_on) AS first_day, MAX(fired_on) AS last_day, COUNT(*) AS days
FROM grouped
GROUP BY kiln, streak
ORDER BY kiln, first_day;
