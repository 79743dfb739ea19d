WITH RECURSIVE needed AS (
  SELECT 1 AS depth, part_id, quantity FROM components WHERE assembly_id = 1
  UNION ALL
  SELECT n.depth + 1, c.part_id, c.quantity * n.quantity FROM components c INNER JOIN needed n ON n.part_id = c.assembly_id
)
SELECT part_id, SUM(quantity) AS quantity FROM needed GROUP BY part_id ORDER BY 1;
