-- What customers ordered, with us and elsewhere. One truth for the chat's side, the customer's page, the report and what broadcasts are judged by.
create table customer_orders (
  corp_id     text        not null,
  id          text        not null,
  customer_id text        not null,
  source      text        not null,             -- 'own', or the name of somebody else's platform
  ref         text        not null,             -- the number there: telling it twice is one order
  amount      bigint      check (amount >= 0),  -- in the smallest unit of the currency; null where nobody said
  currency    text        not null,
  items       jsonb       not null,             -- [{name, quantity}]
  state       text        not null check (state in ('placed', 'paid', 'done', 'cancelled', 'refunded')),
  ordered_at  timestamptz not null,
  note        text        not null default '',
  made_by     text,                             -- the member who wrote it down; null: a table of the company
  created_at  timestamptz not null,
  primary key (corp_id, id),
  unique (corp_id, source, ref)
);
select corp_table('customer_orders');
create index customer_orders_customer on customer_orders (corp_id, customer_id, ordered_at);
create index customer_orders_newest on customer_orders (corp_id, ordered_at desc, id desc);
