-- Looks at the result happen when they were planned and are kept: asking in between tells nothing new, which is what keeps the error honest.
alter table broadcasts add column expected double precision not null default 0; -- outcomes in the window that were to be expected at launch

create table broadcast_looks (
  corp_id      text             not null,
  broadcast_id text             not null,
  no           int              not null,
  at           timestamptz      not null,
  information  double precision not null,
  counts       jsonb            not null,  -- by arm, everybody counted where chance put them
  primary key (corp_id, broadcast_id, no)
);
select corp_table('broadcast_looks');
