WITH RECURSIVE pairs AS (
  SELECT assembly_id AS root, part_id, quantity FROM components
  UNION ALL
  SELECT p.root, c.part_id, p.quantity * c.quantity FROM pairs p JOIN components c ON c.assembly_id = p.part_id
)
SELECT part_id, SUM(quantity) AS quantity FROM pairs WHERE root = 1 GROUP BY part_id ORDER BY part_id;
