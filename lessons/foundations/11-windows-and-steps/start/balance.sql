-- What went into the tills and out of them. Run this, then add the balance after each entry.
SELECT till, booked_on, entry_id, amount_cents
FROM till_entries
ORDER BY till, booked_on, entry_id;
