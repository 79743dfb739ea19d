SELECT till, booked_on, entry_id, amount_cents,
       SUM(amount_cents) OVER (PARTITION BY till)
       - COALESCE(SUM(amount_cents) OVER (PARTITION BY till ORDER BY booked_on, entry_id
                                          ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 0) AS balance_cents
FROM till_entries
ORDER BY till, booked_on, entry_id;
