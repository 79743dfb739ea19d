WITH d AS (SELECT kiln, fired_on FROM firings UNION SELECT kiln, fired_on FROM firings),
m AS (SELECT kiln, fired_on, CASE WHEN julianday(fired_on) - julianday(LAG(fired_on) OVER w) = 1 THEN NULL ELSE fired_on END AS start FROM d
      WINDOW w AS (PARTITION BY kiln ORDER BY fired_on)),
f AS (SELECT kiln, fired_on, MAX(start) OVER (PARTITION BY kiln ORDER BY fired_on ROWS UNBOUNDED PRECEDING) AS first_day FROM m)
SELECT kiln, first_day, MAX(fired_on) AS last_day, COUNT(*) AS days FROM f GROUP BY kiln, first_day ORDER BY kiln, first_day;
