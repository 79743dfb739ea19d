SELECT s.parcel_id, s.status, s.scanned_on
FROM parcel_scans s
WHERE s.scan_id = (SELECT t.scan_id FROM parcel_scans t WHERE t.parcel_id = s.parcel_id ORDER BY t.scanned_on DESC, t.scan_id DESC LIMIT 1)
  AND s.status IN ('sent', 'on_the_way')
ORDER BY s.parcel_id;
