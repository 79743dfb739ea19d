SELECT s.parcel_id, s.status, s.scanned_on
FROM parcel_scans s
JOIN parcel_scans t ON t.parcel_id = s.parcel_id
GROUP BY s.scan_id, s.parcel_id, s.status, s.scanned_on
HAVING s.scanned_on = MAX(t.scanned_on) AND s.scan_id = MAX(CASE WHEN t.scanned_on = s.scanned_on THEN t.scan_id END) AND s.status <> 'delivered'
ORDER BY s.parcel_id;
