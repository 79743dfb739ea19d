-- Revenue of the months that have an invoice. Run this, then see to the other months,
-- and put the change against the month before beside it.
SELECT month, SUM(amount_cents) AS revenue_cents
FROM invoices
GROUP BY month
ORDER BY month;
