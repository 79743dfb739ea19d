WITH RECURSIVE needed AS (
  SELECT part_id, quantity, '/' || part_id || '/' AS path FROM components WHERE assembly_id = 1
  UNION
  SELECT c.part_id, n.quantity * c.quantity, n.path || c.part_id || '/' FROM needed n JOIN components c ON c.assembly_id = n.part_id
)
SELECT part_id, SUM(quantity) AS quantity FROM needed GROUP BY part_id ORDER BY part_id;
