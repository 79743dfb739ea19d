SELECT part_id, quantity
FROM components
WHERE assembly_id = 1
ORDER BY part_id;
