SELECT months.month, COALESCE(invoices.amount_cents, 0) AS revenue_cents,
       COALESCE(invoices.amount_cents, 0)
         - LAG(COALESCE(invoices.amount_cents, 0)) OVER (ORDER BY months.month, invoices.invoice_id) AS change_cents
FROM months
LEFT JOIN invoices ON invoices.month = months.month
ORDER BY months.month;
