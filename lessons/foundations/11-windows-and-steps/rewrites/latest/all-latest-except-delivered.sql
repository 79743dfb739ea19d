WITH latest AS (
  SELECT * FROM parcel_scans s
  WHERE s.scan_id = (SELECT MAX(t.scan_id) FROM parcel_scans t WHERE t.parcel_id = s.parcel_id
                     AND t.scanned_on = (SELECT MAX(u.scanned_on) FROM parcel_scans u WHERE u.parcel_id = s.parcel_id))
)
SELECT parcel_id, status, scanned_on FROM latest
EXCEPT
SELECT parcel_id, status, scanned_on FROM latest WHERE status = 'delivered'
ORDER BY parcel_id;
