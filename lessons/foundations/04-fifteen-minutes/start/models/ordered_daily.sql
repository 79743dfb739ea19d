-- What purchasing plans by: the worth of all orders that came in, whatever becomes of them.
select date(created_at) as day,
       sum(amount_cents) as ordered_cents
from {{ source('raw', 'orders') }}
{% if is_incremental() %}
where created_at >= '{{ data_interval_start }}'
  and created_at < '{{ data_interval_end }}'
{% endif %}
group by 1
