SELECT parcel_id, status, scanned_on
FROM (SELECT parcel_id, status, scanned_on, LEAD(scan_id) OVER (PARTITION BY parcel_id ORDER BY scanned_on, scan_id) AS next_scan FROM parcel_scans)
WHERE next_scan IS NULL AND status <> 'delivered'
ORDER BY parcel_id;
