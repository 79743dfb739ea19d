WITH RECURSIVE needed AS (
  SELECT part_id, quantity FROM components WHERE assembly_id = 1
  UNION ALL
  SELECT c.part_id, n.quantity * c.quantity FROM needed n JOIN components c ON n.part_id = c.assembly_id
)
SELECT p.part_id, (SELECT SUM(n.quantity) FROM needed n WHERE n.part_id = p.part_id) AS quantity
FROM (SELECT DISTINCT part_id FROM components) p
WHERE p.part_id IN (SELECT part_id FROM needed)
ORDER BY p.part_id;
