select date('{{ data_interval_start }}') as day,
       coalesce(sum(amount_cents), 0) as revenue_cents
from {{ source('raw', 'orders') }}
where status = 'paid'
  and created_at >= '{{ data_interval_start }}'
  and created_at < '{{ data_interval_end }}'
