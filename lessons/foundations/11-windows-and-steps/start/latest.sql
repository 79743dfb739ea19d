-- Every scan there is. Run this, then keep one row for each parcel: its latest scan,
-- and only if the parcel has not been delivered.
SELECT parcel_id, status, scanned_on
FROM parcel_scans
ORDER BY parcel_id, scanned_on, scan_id;
