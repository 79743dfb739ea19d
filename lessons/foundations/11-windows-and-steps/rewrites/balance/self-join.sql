SELECT e.till, e.booked_on, e.entry_id, e.amount_cents, SUM(b.amount_cents) AS balance_cents
FROM till_entries e
JOIN till_entries b ON b.till = e.till AND (b.booked_on, b.entry_id) <= (e.booked_on, e.entry_id)
GROUP BY e.entry_id, e.till, e.booked_on, e.amount_cents
ORDER BY e.till, e.booked_on, e.entry_id;
