SELECT m.month, IFNULL(SUM(i.amount_cents), 0) AS revenue_cents,
       IFNULL(SUM(i.amount_cents), 0) - LAG(IFNULL(SUM(i.amount_cents), 0)) OVER (ORDER BY m.month) AS change_cents
FROM months m LEFT JOIN invoices i ON i.month = m.month
GROUP BY m.month
ORDER BY m.month;
