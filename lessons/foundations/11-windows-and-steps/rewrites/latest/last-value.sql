SELECT DISTINCT parcel_id, s AS status, d AS scanned_on
FROM (SELECT parcel_id,
             LAST_VALUE(status) OVER (PARTITION BY parcel_id ORDER BY scanned_on, scan_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS s,
             MAX(scanned_on) OVER (PARTITION BY parcel_id) AS d
      FROM parcel_scans) AS t
WHERE s != 'delivered'
ORDER BY parcel_id;
