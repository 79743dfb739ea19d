WITH RECURSIVE needed AS (
  SELECT part_id, quantity FROM components WHERE assembly_id = 1
  UNION ALL
  SELECT components.part_id, needed.quantity * components.quantity
  FROM needed JOIN components ON components.assembly_id = needed.part_id
)
SELECT part_id, SUM(quantity) AS quantity
FROM needed
WHERE part_id NOT IN (SELECT assembly_id FROM components)
GROUP BY part_id
ORDER BY part_id;
