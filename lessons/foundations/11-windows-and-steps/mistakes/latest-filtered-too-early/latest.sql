WITH numbered AS (
  SELECT parcel_id, status, scanned_on,
         ROW_NUMBER() OVER (PARTITION BY parcel_id ORDER BY scanned_on DESC, scan_id DESC) AS position
  FROM parcel_scans
  WHERE status <> 'delivered'
)
SELECT parcel_id, status, scanned_on
FROM numbered
WHERE position = 1
ORDER BY parcel_id;
