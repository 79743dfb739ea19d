SELECT parcel_id, status, scanned_on
FROM parcel_scans
WHERE status <> 'delivered'
  AND scanned_on = (SELECT MAX(later.scanned_on) FROM parcel_scans AS later WHERE later.parcel_id = parcel_scans.parcel_id)
ORDER BY parcel_id;
