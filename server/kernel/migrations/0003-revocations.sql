-- Sessions and members that were ended, for replicas whom no hint has reached. Kept for minutes.
create table revocations (
  corp_id text        not null,
  id      text        not null,
  hint    jsonb       not null,
  at      timestamptz not null default now(),  -- the database's clock, the one clock all replicas share
  primary key (corp_id, id)
);
select corp_table('revocations');
create index revocations_at on revocations (at);
