SELECT p.parcel_id, n.status, n.scanned_on
FROM (SELECT DISTINCT parcel_id FROM parcel_scans) p
JOIN (SELECT parcel_id, status, scanned_on, RANK() OVER (PARTITION BY parcel_id ORDER BY scanned_on DESC, scan_id DESC) AS r FROM parcel_scans) n
  ON n.parcel_id = p.parcel_id AND n.r = 1
WHERE n.status <> 'delivered'
ORDER BY p.parcel_id;
