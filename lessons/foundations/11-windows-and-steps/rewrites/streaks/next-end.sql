WITH d AS (SELECT DISTINCT kiln, fired_on FROM firings),
ends AS (SELECT d.* FROM d LEFT JOIN d AS nx ON nx.kiln = d.kiln AND julianday(nx.fired_on) = julianday(d.fired_on) + 1 WHERE nx.kiln IS NULL),
starts AS (SELECT d.* FROM d LEFT JOIN d AS pv ON pv.kiln = d.kiln AND julianday(pv.fired_on) = julianday(d.fired_on) - 1 WHERE pv.kiln IS NULL)
SELECT starts.kiln, starts.fired_on AS first_day, MIN(ends.fired_on) AS last_day,
       date_diff('day', starts.fired_on, MIN(ends.fired_on)) + 1 AS days
FROM starts JOIN ends ON ends.kiln = starts.kiln AND ends.fired_on >= starts.fired_on
GROUP BY starts.kiln, starts.fired_on
ORDER BY starts.kiln, first_day;
