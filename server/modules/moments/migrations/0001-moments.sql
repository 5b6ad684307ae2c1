-- What members publish for their customers. Who gets it, who is held out and why is in the ledger of its broadcast.
create table moments (
  corp_id      text        not null,
  id           text        not null,
  broadcast_id text,                             -- null until a program's task is taken up
  kind         text        not null check (kind in ('own', 'task')),
  made_by      text        not null,             -- a member, or an app
  content      jsonb       not null,
  tag_ids      text[]      not null default '{}',
  automatic    boolean     not null,
  hold_out     int         not null,
  created_at   timestamptz not null,
  start_at     timestamptz not null,
  withdrawn_at timestamptz,
  job_id       text,                             -- what a program calls the making of it
  unreached    jsonb,                            -- whom a program named in vain
  primary key (corp_id, id)
);
select corp_table('moments');
create unique index moments_broadcast on moments (corp_id, broadcast_id);
create unique index moments_job on moments (corp_id, job_id) where job_id is not null;

-- Who publishes it, each to their own customers.
create table moment_performers (
  corp_id      text        not null,
  moment_id    text        not null,
  member_id    text        not null,
  published_at timestamptz,
  primary key (corp_id, moment_id, member_id)
);
select corp_table('moment_performers');
create index moment_performers_member on moment_performers (corp_id, member_id, moment_id desc);

-- The feed: what the gateway let through, for whom and in whose name.
create table moment_feed (
  corp_id      text        not null,
  customer_id  text        not null,
  moment_id    text        not null,
  member_id    text        not null,
  at           timestamptz not null,
  liked_at     timestamptz,
  primary key (corp_id, customer_id, moment_id)
);
select corp_table('moment_feed');
create index moment_feed_newest on moment_feed (corp_id, customer_id, at desc, moment_id desc);
create index moment_feed_of on moment_feed (corp_id, moment_id, member_id);

-- Said under a moment, between one customer and the member who published it to them.
create table moment_comments (
  corp_id     text        not null,
  id          text        not null,
  moment_id   text        not null,
  customer_id text        not null,
  member_id   text        not null,
  by_member   boolean     not null,
  cid         uuid,                              -- chosen by the customer; makes a retry harmless
  body        text        not null,
  at          timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('moment_comments');
create index moment_comments_of on moment_comments (corp_id, moment_id, id desc);
create index moment_comments_customer on moment_comments (corp_id, customer_id, moment_id);
create unique index moment_comments_once on moment_comments (corp_id, moment_id, customer_id, cid);
