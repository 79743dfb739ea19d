WITH RECURSIVE needed AS (
  SELECT part_id, quantity FROM components WHERE assembly_id IN (1)
  UNION ALL
  SELECT c.part_id, needed.quantity * c.quantity FROM needed JOIN components c ON c.assembly_id = needed.part_id
  ORDER BY 1 DESC
)
SELECT DISTINCT part_id, SUM(quantity) OVER (PARTITION BY part_id) AS quantity FROM needed ORDER BY part_id;
