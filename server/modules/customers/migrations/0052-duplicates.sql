-- Merged halves of a person share the company's own fields; here is what each would have alone. Null: it is alone.
alter table customers add column own_fields jsonb;
update customers c set own_fields = c.fields, fields = s.shared
  from (select o.corp_id, o.root_id, coalesce(jsonb_object_agg(e.k, e.v order by o.id = o.root_id, o.id) filter (where e.k is not null), '{}') shared
          from customers o left join lateral jsonb_each(o.fields) e (k, v) on true
         group by o.corp_id, o.root_id having count(distinct o.id) > 1) s
 where s.corp_id = c.corp_id and s.root_id = c.root_id;

-- What two records of one person have in common. A phone by its last eleven digits, however it is written.
alter table customers add column phone text generated always as (nullif(right(regexp_replace(mobile, '\D', '', 'g'), 11), '')) stored;
alter table customers add column mailbox text generated always as (nullif(lower(email), '')) stored;
create index customers_phone on customers (corp_id, phone) where phone is not null;
create index customers_mailbox on customers (corp_id, mailbox) where mailbox is not null;
create index customers_name on customers (corp_id, name) where name <> '';

-- Somebody looked at these two and says they are two; the smaller id first.
create table customer_not_same (
  corp_id text        not null,
  one     text        not null,
  other   text        not null,
  said_at timestamptz not null,
  primary key (corp_id, one, other)
);
select corp_table('customer_not_same');
