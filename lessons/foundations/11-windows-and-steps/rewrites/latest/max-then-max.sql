WITH last_day AS (
  SELECT parcel_id, MAX(scanned_on) AS scanned_on FROM parcel_scans GROUP BY parcel_id
), last_scan AS (
  SELECT MAX(s.scan_id) AS scan_id FROM parcel_scans s JOIN last_day d ON d.parcel_id = s.parcel_id AND d.scanned_on = s.scanned_on
  GROUP BY s.parcel_id
)
SELECT parcel_id, status, scanned_on FROM parcel_scans
WHERE scan_id IN (SELECT scan_id FROM last_scan) AND NOT status = 'delivered'
ORDER BY parcel_id;
