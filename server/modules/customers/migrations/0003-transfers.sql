-- Customers on their way from one member to another. Rows are worked off in batches, so a crash in the middle loses and repeats nothing.
create table customer_transfers (
  corp_id     text        not null,
  id          text        not null,
  from_member text        not null,
  to_member   text        not null,
  reason      text        not null check (reason in ('in_service', 'leaving')),
  message     text        not null default '',
  made_by     text        not null,
  started_at  timestamptz not null,
  done_at     timestamptz,
  primary key (corp_id, id)
);
select corp_table('customer_transfers');

create table customer_transfer_rows (
  corp_id     text not null,
  transfer_id text not null,
  customer_id text not null,
  state       text not null default 'waiting' check (state in ('waiting', 'moved', 'told', 'failed')),
  moved_at    timestamptz,
  primary key (corp_id, transfer_id, customer_id)
);
select corp_table('customer_transfer_rows');
create index customer_transfer_rows_open on customer_transfer_rows (corp_id, transfer_id, customer_id) where state in ('waiting', 'moved');
create index customer_transfer_rows_customer on customer_transfer_rows (corp_id, customer_id);
