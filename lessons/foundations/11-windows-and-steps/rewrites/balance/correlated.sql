SELECT e.till, e.booked_on, e.entry_id, e.amount_cents,
       (SELECT SUM(b.amount_cents) FROM till_entries b
        WHERE b.till = e.till AND (b.booked_on < e.booked_on OR (b.booked_on = e.booked_on AND b.entry_id <= e.entry_id))) AS balance_cents
FROM till_entries e
ORDER BY e.till, e.booked_on, e.entry_id;
