SELECT till, booked_on, entry_id, amount_cents,
       SUM(amount_cents) OVER (PARTITION BY till ORDER BY booked_on, entry_id
                               ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS balance_cents
FROM till_entries
ORDER BY till, booked_on, entry_id;
