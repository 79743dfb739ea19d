WITH numbered AS (
  SELECT parcel_id, status, scanned_on,
         ROW_NUMBER() OVER (PARTITION BY parcel_id ORDER BY scan_id DESC) AS position
  FROM parcel_scans
)
SELECT parcel_id, status, scanned_on
FROM numbered
WHERE position = 1 AND status <> 'delivered'
ORDER BY parcel_id;
