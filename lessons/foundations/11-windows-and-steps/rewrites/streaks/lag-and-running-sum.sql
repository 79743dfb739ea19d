WITH days AS (SELECT kiln, fired_on FROM firings GROUP BY kiln, fired_on),
starts AS (
  SELECT kiln, fired_on, CASE WHEN LAG(fired_on) OVER (PARTITION BY kiln ORDER BY fired_on) = date(fired_on, '-1 day') THEN 0 ELSE 1 END AS is_start FROM days
), numbered AS (
  SELECT kiln, fired_on, SUM(is_start) OVER (PARTITION BY kiln ORDER BY fired_on) AS streak FROM starts
)
SELECT kiln, MIN(fired_on) AS first_day, MAX(fired_on) AS last_day, COUNT(fired_on) AS days
FROM numbered GROUP BY kiln, streak ORDER BY kiln, first_day;
