SELECT s.parcel_id, s.status, s.scanned_on
FROM parcel_scans s
LEFT JOIN parcel_scans t ON t.parcel_id = s.parcel_id AND (t.scanned_on, t.scan_id) > (s.scanned_on, s.scan_id)
WHERE t.scan_id IS NULL AND s.status <> 'delivered'
ORDER BY s.parcel_id;
