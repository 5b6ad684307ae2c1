-- Where apps listen. Token and key are shared with the app and shown again to administrators.
create table callbacks (
  corp_id      text        not null,
  app_id       text        not null,
  url          text        not null,
  token_sealed text        not null,
  key_sealed   text        not null,
  format       text        not null check (format in ('xml', 'json')),
  inside       boolean     not null,       -- set by the operator, who may name private addresses
  verified_at  timestamptz not null,
  lane_holder  text,                       -- the job that is delivering; deliveries of one app stand in line
  lane_until   timestamptz,
  primary key (corp_id, app_id)
);
select corp_table('callbacks');

-- What an app is to be told, in order.
create table deliveries (
  corp_id    text        not null,
  app_id     text        not null,
  no         bigint      not null generated always as identity,
  event_id   text        not null,         -- told once under this name, however often the event comes by
  what       text        not null,
  member_id  text,
  facts      jsonb       not null,
  body       text        not null,         -- the plain text; it is encrypted anew for each attempt
  state      text        not null check (state in ('waiting', 'done', 'dead')),
  attempts   int         not null default 0,
  created_at timestamptz not null,
  due_at     timestamptz not null,
  ended_at   timestamptz,
  error      text        not null default '',
  primary key (corp_id, app_id, no),
  constraint deliveries_event unique (corp_id, app_id, event_id)
);
select corp_table('deliveries');
create index deliveries_waiting on deliveries (corp_id, app_id, no) where state = 'waiting';
create index deliveries_ended on deliveries (corp_id, ended_at) where ended_at is not null;

-- Signatures of answers, so that an old one says nothing a second time.
create table callback_answers (
  corp_id   text        not null,
  app_id    text        not null,
  signature text        not null,
  seen_at   timestamptz not null,
  primary key (corp_id, app_id, signature)
);
select corp_table('callback_answers');

-- What the outside was last told of a member or department: the next telling says only what is different.
create table told_facts (
  corp_id text    not null,
  id      text    not null,
  facts   jsonb   not null,
  added   boolean not null,                -- its joining has been told
  primary key (corp_id, id)
);
select corp_table('told_facts');
