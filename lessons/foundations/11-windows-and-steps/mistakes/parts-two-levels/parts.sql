SELECT part_id, SUM(quantity) AS quantity
FROM (
  SELECT part_id, quantity FROM components WHERE assembly_id = 1
  UNION ALL
  SELECT inner_parts.part_id, outer_parts.quantity * inner_parts.quantity
  FROM components AS outer_parts
  JOIN components AS inner_parts ON inner_parts.assembly_id = outer_parts.part_id
  WHERE outer_parts.assembly_id = 1
)
GROUP BY part_id
ORDER BY part_id;
