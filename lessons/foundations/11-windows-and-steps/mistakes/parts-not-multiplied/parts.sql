WITH RECURSIVE needed AS (
  SELECT part_id, quantity FROM components WHERE assembly_id = 1
  UNION ALL
  SELECT components.part_id, components.quantity
  FROM needed JOIN components ON components.assembly_id = needed.part_id
)
SELECT part_id, SUM(quantity) AS quantity
FROM needed
GROUP BY part_id
ORDER BY part_id;
