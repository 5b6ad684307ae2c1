create table objectives (
  corp_id    text        not null,
  id         text        not null,
  owner_id   text        not null,
  title      text        not null,
  from_day   text        collate "C" not null,  -- 'YYYY-MM-DD'
  to_day     text        collate "C" not null,
  visibility text        not null check (visibility in ('public', 'dept', 'private')),
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('objectives');
create index objectives_owner on objectives (corp_id, owner_id);
create index objectives_time on objectives (corp_id, to_day, from_day);

create table key_results (
  corp_id      text not null,
  id           text not null,
  objective_id text not null,
  title        text not null,
  weight_bp    int  not null,
  progress     int  not null default 0 check (progress between 0 and 100),
  sort         int  not null,
  primary key (corp_id, id),
  foreign key (corp_id, objective_id) references objectives (corp_id, id) on delete cascade
);
select corp_table('key_results');
create index key_results_objective on key_results (corp_id, objective_id);

-- What an objective serves; never round in a circle.
create table objective_alignments (
  corp_id      text not null,
  objective_id text not null,
  serves       text not null,
  primary key (corp_id, objective_id, serves),
  foreign key (corp_id, objective_id) references objectives (corp_id, id) on delete cascade,
  foreign key (corp_id, serves) references objectives (corp_id, id) on delete cascade
);
select corp_table('objective_alignments');
create index objective_alignments_serves on objective_alignments (corp_id, serves);

create table objective_check_ins (
  corp_id      text        not null,
  objective_id text        not null,
  cid          uuid        not null,            -- chosen by the client; makes a retry harmless
  result_id    text        not null,
  before       int         not null,
  after        int         not null,
  note         text        not null,
  by           text        not null,
  at           timestamptz not null,
  primary key (corp_id, objective_id, cid),
  foreign key (corp_id, objective_id) references objectives (corp_id, id) on delete cascade
);
select corp_table('objective_check_ins');
