-- For the wall of the marketing people.
select date(created_at) as day,
       max(amount_cents) as largest_cents
from {{ source('raw', 'orders') }}
{% if is_incremental() %}
where created_at >= '{{ data_interval_start }}'
  and created_at < '{{ data_interval_end }}'
{% endif %}
group by 1
