SELECT till, booked_on, entry_id, amount_cents, SUM(amount_cents) OVER w AS balance_cents
FROM till_entries
WINDOW w AS (PARTITION BY till ORDER BY booked_on ASC, entry_id ASC ROWS UNBOUNDED PRECEDING)
ORDER BY 1, 2, 3;
