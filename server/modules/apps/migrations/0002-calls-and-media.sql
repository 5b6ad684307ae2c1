alter table apps add column calls_per_minute int not null default 10000;

-- What programs call and we do not have: the list of gaps an administrator sees.
create table call_gaps (
  corp_id text        not null,
  path    text        not null,
  calls   bigint      not null default 1,
  last_at timestamptz not null,
  primary key (corp_id, path)
);
select corp_table('call_gaps');

-- Files as programs name them. All programs of a company share them; they end after three days, pictures for ever excepted.
create table media (
  corp_id    text        not null,
  id         text        not null,             -- media_id
  file_id    text        not null,
  type       text        not null check (type in ('image', 'voice', 'video', 'file')),
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (corp_id, id)
);
select corp_table('media');
create index media_expiry on media (corp_id, expires_at) where expires_at is not null;

-- A member under a name that says nothing about them.
create table open_ids (
  corp_id   text not null,
  member_id text not null,
  open_id   text not null,
  primary key (corp_id, member_id),
  constraint open_ids_open_id unique (corp_id, open_id)
);
select corp_table('open_ids');

-- Long work a program asked for: 1 started, 2 running, 3 done.
create table app_jobs (
  corp_id    text        not null,
  id         text        not null,
  app_id     text        not null,
  type       text        not null,             -- sync_user, replace_user, replace_party, upload_by_url
  state      int         not null default 1,
  asked      jsonb       not null,
  result     jsonb,
  created_at timestamptz not null,
  ended_at   timestamptz,
  primary key (corp_id, id)
);
select corp_table('app_jobs');

-- What an app shows in the workbench instead of its name and logo: a template, and data of single members.
alter table apps add column workbench jsonb;
create table workbench_data (
  corp_id   text  not null,
  app_id    text  not null,
  member_id text  not null,
  data      jsonb not null,
  primary key (corp_id, app_id, member_id)
);
select corp_table('workbench_data');
