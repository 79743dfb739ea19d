-- From each part upwards to the lamp.
WITH RECURSIVE upwards AS (
  SELECT part_id AS part, assembly_id AS item, quantity FROM components
  UNION ALL
  SELECT u.part, c.assembly_id, u.quantity * c.quantity FROM upwards u JOIN components c ON c.part_id = u.item
)
SELECT part AS part_id, SUM(quantity) AS quantity FROM upwards WHERE item = 1 GROUP BY part ORDER BY part;
