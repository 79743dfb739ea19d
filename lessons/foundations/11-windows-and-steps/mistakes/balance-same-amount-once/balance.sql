SELECT e.till, e.booked_on, e.entry_id, e.amount_cents,
       e.amount_cents + COALESCE((SELECT SUM(b.amount_cents) FROM till_entries AS b
                                  WHERE b.till = e.till AND b.booked_on < e.booked_on), 0) AS balance_cents
FROM till_entries AS e
ORDER BY e.till, e.booked_on, e.entry_id;
