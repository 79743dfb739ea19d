WITH RECURSIVE deeper AS (
  SELECT b.part_id, a.quantity * b.quantity AS quantity FROM components a JOIN components b ON b.assembly_id = a.part_id WHERE a.assembly_id = 1
  UNION ALL
  SELECT c.part_id, d.quantity * c.quantity FROM deeper d JOIN components c ON c.assembly_id = d.part_id
), everything AS (
  SELECT part_id, quantity FROM components WHERE assembly_id = 1
  UNION ALL
  SELECT part_id, quantity FROM deeper
)
SELECT part_id, SUM(quantity) AS quantity FROM everything GROUP BY part_id ORDER BY part_id;
