SELECT DISTINCT parcel_id, last_status AS status, last_day AS scanned_on
FROM (SELECT parcel_id,
             FIRST_VALUE(status) OVER w AS last_status,
             FIRST_VALUE(scanned_on) OVER w AS last_day
      FROM parcel_scans
      WINDOW w AS (PARTITION BY parcel_id ORDER BY scanned_on DESC, scan_id DESC))
WHERE last_status <> 'delivered'
ORDER BY parcel_id;
