-- People are drawn into caps for some weeks; what came of it is counted once, at the end.
create table cap_experiments (
  corp_id       text             not null,
  id            text             not null,
  salt          text             not null,
  caps          int[]            not null,
  weeks         int              not null check (weeks between 8 and 12),
  outcome       text             not null check (outcome in ('reply', 'visit', 'order')),
  opt_out_limit double precision not null,
  started_at    timestamptz      not null,
  ends_at       timestamptz      not null,
  ended_at      timestamptz,
  arms          jsonb,                          -- written at the end; null where it was ended before
  primary key (corp_id, id)
);
select corp_table('cap_experiments');
create unique index cap_experiments_one_runs on cap_experiments (corp_id) where ended_at is null;

-- The cap each person lives under: drawn when the gateway first has something for them, never changed.
create table cap_people (
  corp_id       text        not null,
  experiment_id text        not null,
  person_id     text        not null,
  cap           int         not null,
  at            timestamptz not null,
  primary key (corp_id, experiment_id, person_id)
);
select corp_table('cap_people');
create trigger keep_cap before update on cap_people for each row execute function keep_programme_arm();
