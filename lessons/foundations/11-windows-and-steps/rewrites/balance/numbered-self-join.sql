WITH numbered AS (
  SELECT *, ROW_NUMBER() OVER (ORDER BY till, booked_on, entry_id) AS n FROM till_entries
)
SELECT a.till, a.booked_on, a.entry_id, a.amount_cents, TOTAL(b.amount_cents) AS balance_cents
FROM numbered a LEFT JOIN numbered b ON b.till = a.till AND b.n <= a.n
GROUP BY a.n, a.till, a.booked_on, a.entry_id, a.amount_cents
ORDER BY a.n;
