-- Number the scans of each parcel from the latest on; the number of the scan breaks ties within a day. Filter afterwards.
WITH numbered AS (
  SELECT parcel_id, status, scanned_on,
         ROW_NUMBER() OVER (PARTITION BY parcel_id ORDER BY scanned_on DESC, scan_id DESC) AS position
  FROM parcel_scans
)
SELECT parcel_id, status, scanned_on
FROM numbered
WHERE position = 1 AND status <> 'delivered'
ORDER BY parcel_id;
