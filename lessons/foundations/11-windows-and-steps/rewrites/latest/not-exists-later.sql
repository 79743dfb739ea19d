SELECT s.parcel_id, s.status, s.scanned_on
FROM parcel_scans s
WHERE s.status <> 'delivered'
  AND NOT EXISTS (SELECT 1 FROM parcel_scans t WHERE t.parcel_id = s.parcel_id
                  AND (t.scanned_on > s.scanned_on OR (t.scanned_on = s.scanned_on AND t.scan_id > s.scan_id)))
ORDER BY s.parcel_id;
