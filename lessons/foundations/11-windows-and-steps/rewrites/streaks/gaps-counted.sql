WITH d AS (SELECT DISTINCT kiln, fired_on FROM firings),
g AS (SELECT d.kiln, d.fired_on,
             (SELECT COUNT(*) FROM d x WHERE x.kiln = d.kiln AND x.fired_on <= d.fired_on
              AND NOT EXISTS (SELECT 1 FROM d y WHERE y.kiln = x.kiln AND y.fired_on = date(x.fired_on, '-1 day'))) AS nth
      FROM d)
SELECT kiln, MIN(fired_on) AS first_day, MAX(fired_on) AS last_day, COUNT(*) AS days
FROM g GROUP BY kiln, nth ORDER BY kiln, first_day;
