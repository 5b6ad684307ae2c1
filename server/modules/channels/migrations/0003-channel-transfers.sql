-- Customers who pass to another member here and are yet to pass over there, as many at once and as often as the other side lets them.
create table channel_transfers (
  corp_id     text        not null,
  account_id  text        not null,
  outside_id  text        not null,
  no          int         not null,               -- of this customer in this account
  customer_id text        not null,
  from_id     text        not null,               -- the member, as the other side calls them
  to_id       text        not null,
  gone        boolean     not null,               -- the old member has left the company: another call, without the customer's consent
  state       text        not null check (state in ('queued', 'asked', 'done', 'refused')),
  why         text        not null default '',    -- the error it was refused with
  due_at      timestamptz not null,               -- not asked before it
  asked_at    timestamptz,
  ended_at    timestamptz,
  primary key (corp_id, account_id, outside_id, no)
);
select corp_table('channel_transfers');
create index channel_transfers_open on channel_transfers (corp_id, account_id, state, due_at) where state in ('queued', 'asked');
create unique index channel_transfers_one_open on channel_transfers (corp_id, account_id, outside_id) where state in ('queued', 'asked');
