create table join_links (
  corp_id        text        not null,
  id             text        not null,
  department_id  text        not null,
  needs_approval boolean     not null,
  made_by        text        not null,
  sealed         text        not null,  -- the secret of its address, encrypted: the front desk keeps a hash alone
  uses           bigint      not null default 0,
  expires_at     timestamptz not null,
  closed_at      timestamptz,
  created_at     timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('join_links');

create table join_requests (
  corp_id       text        not null,
  id            text        not null,
  link_id       text        not null,
  department_id text        not null,
  name          text        not null,
  mobile        text,
  email         text,
  password_hash text,                   -- argon2id; gone once decided
  state         text        not null check (state in ('waiting', 'approved', 'refused')),
  member_id     text,                   -- who it became
  decided_by    text,
  asked_at      timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('join_requests');
create index join_requests_waiting on join_requests (corp_id, asked_at) where state = 'waiting';
