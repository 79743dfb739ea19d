WITH RECURSIVE steps(assembly_id, part_id, times) AS (
  SELECT assembly_id, part_id, quantity FROM components WHERE NOT assembly_id <> 1
  UNION ALL
  SELECT c.assembly_id, c.part_id, s.times * c.quantity FROM steps s CROSS JOIN components c ON c.assembly_id = s.part_id
)
SELECT part_id, COALESCE(SUM(times), 0) AS quantity FROM steps GROUP BY part_id HAVING COUNT(*) > 0 ORDER BY part_id;
