-- Every customer, by number. Run this, then give each one what the shop kept of their money:
-- customer_id, name, value_cents, the most valuable first.
SELECT customer_id, name
FROM customers
ORDER BY customer_id;
