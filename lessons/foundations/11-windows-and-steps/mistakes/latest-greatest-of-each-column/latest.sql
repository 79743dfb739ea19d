SELECT parcel_id, MAX(status) AS status, MAX(scanned_on) AS scanned_on
FROM parcel_scans
GROUP BY parcel_id
HAVING SUM(status = 'delivered') = 0
ORDER BY parcel_id;
