WITH RECURSIVE d AS (SELECT DISTINCT kiln, fired_on FROM firings),
walk AS (
  SELECT kiln, fired_on AS first_day, fired_on AS day, 1 AS days FROM d
  WHERE NOT EXISTS (SELECT 1 FROM firings f WHERE f.kiln = d.kiln AND f.fired_on = date(d.fired_on, '-1 day'))
  UNION ALL
  SELECT w.kiln, w.first_day, d.fired_on, w.days + 1 FROM walk w JOIN d ON d.kiln = w.kiln AND d.fired_on = date(w.day, '+1 day')
)
SELECT kiln, first_day, MAX(day) AS last_day, MAX(days) AS days
FROM walk GROUP BY kiln, first_day ORDER BY kiln, first_day;
