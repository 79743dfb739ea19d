SELECT s.parcel_id, s.status, s.scanned_on
FROM parcel_scans AS s
WHERE (SELECT COUNT(*) FROM parcel_scans AS t WHERE t.parcel_id = s.parcel_id
       AND (t.scanned_on > s.scanned_on OR t.scanned_on = s.scanned_on AND t.scan_id > s.scan_id)) = 0
  AND CASE s.status WHEN 'delivered' THEN 0 ELSE 1 END
ORDER BY s.parcel_id;
