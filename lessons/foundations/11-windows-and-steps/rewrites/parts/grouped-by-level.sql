WITH RECURSIVE needed AS (
  SELECT 0 AS level, 1 AS item, 1 AS quantity
  UNION ALL
  SELECT level + 1, part_id, needed.quantity * components.quantity FROM needed JOIN components ON assembly_id = item
), per_level AS (
  SELECT level, item, SUM(quantity) AS quantity FROM needed GROUP BY level, item
)
SELECT item AS part_id, SUM(quantity) AS quantity FROM per_level WHERE level > 0 GROUP BY item ORDER BY item;
