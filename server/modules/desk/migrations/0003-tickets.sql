-- What was promised to a customer, who does it, and until when.
create table tickets (
  corp_id     text        not null,
  id          text        not null,
  no          int         not null,   -- what people call it by
  title       text        not null,
  detail      text        not null default '',
  status      text        not null default 'open' check (status in ('open', 'doing', 'done', 'dropped')),
  desk_id     text,                   -- whoever serves there sees it
  session_id  text,
  customer_id text,
  member_id   text,                   -- who does it
  due_at      timestamptz,
  created_by  text        not null,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  primary key (corp_id, id)
);
select corp_table('tickets');
create unique index tickets_no on tickets (corp_id, no);
create index tickets_customer on tickets (corp_id, customer_id, id desc);
create index tickets_open on tickets (corp_id, due_at, id) where ended_at is null;

create table ticket_notes (
  corp_id   text        not null,
  ticket_id text        not null,
  n         int         not null,
  member_id text        not null,
  text      text        not null,
  shown     boolean     not null,     -- the customer reads it too
  at        timestamptz not null,
  primary key (corp_id, ticket_id, n)
);
select corp_table('ticket_notes');
