select date(created_at) as day,
       sum(amount_cents) as revenue_cents,
       count(*) as paid_orders
from {{ source('raw', 'orders') }}
where status = 'paid'
{% if is_incremental() %}
  and created_at >= date('{{ data_interval_start }}')
  and created_at < '{{ data_interval_end }}'
{% endif %}
group by 1
