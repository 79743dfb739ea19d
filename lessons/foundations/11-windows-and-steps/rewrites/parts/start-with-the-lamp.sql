WITH RECURSIVE needed(item, quantity) AS (
  VALUES (1, 1)
  UNION ALL
  SELECT c.part_id, n.quantity * c.quantity FROM needed n, components c WHERE c.assembly_id = n.item
)
SELECT item AS part_id, SUM(quantity) AS quantity FROM needed WHERE item <> 1 GROUP BY item ORDER BY item;
