WITH d AS (SELECT DISTINCT kiln, fired_on FROM firings),
s AS (SELECT kiln, fired_on, ROW_NUMBER() OVER (PARTITION BY kiln ORDER BY fired_on) AS n FROM d
      WHERE NOT EXISTS (SELECT 1 FROM d y WHERE y.kiln = d.kiln AND y.fired_on = date(d.fired_on, '-1 day'))),
e AS (SELECT kiln, fired_on, ROW_NUMBER() OVER (PARTITION BY kiln ORDER BY fired_on) AS n FROM d
      WHERE NOT EXISTS (SELECT 1 FROM d y WHERE y.kiln = d.kiln AND y.fired_on = date(d.fired_on, '+1 day')))
SELECT s.kiln, s.fired_on AS first_day, e.fired_on AS last_day, CAST(julianday(e.fired_on) - julianday(s.fired_on) AS INTEGER) + 1 AS days
FROM s JOIN e ON e.kiln = s.kiln AND e.n = s.n
ORDER BY s.kiln, first_day;
