WITH RECURSIVE numbered AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY till ORDER BY booked_on, entry_id) AS n FROM till_entries
), running AS (
  SELECT till, booked_on, entry_id, amount_cents, n, amount_cents AS balance FROM numbered WHERE n = 1
  UNION ALL
  SELECT x.till, x.booked_on, x.entry_id, x.amount_cents, x.n, r.balance + x.amount_cents
  FROM running r JOIN numbered x ON x.till = r.till AND x.n = r.n + 1
)
SELECT till, booked_on, entry_id, amount_cents, balance AS balance_cents FROM running
ORDER BY till, booked_on, entry_id;
