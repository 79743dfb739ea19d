-- What goes directly into each thing. Run this, then take everything apart that goes into item 1.
SELECT assembly_id, part_id, quantity
FROM components
ORDER BY assembly_id, part_id;
