create table journal_templates (
  corp_id    text        not null,
  id         text        not null,
  kind       text,                          -- of those every company begins with: daily, weekly
  facts      jsonb       not null,
  sort       int         not null default 0,
  retired_at timestamptz,
  created_at timestamptz not null,
  primary key (corp_id, id),
  constraint journal_templates_kind unique (corp_id, kind)
);
select corp_table('journal_templates');

create table journal_cycles (
  corp_id     text        not null,
  id          text        not null,
  template_id text        not null,
  starts_on   text        not null,         -- wall time of the company: 2026-06-01
  ends_on     text        not null,
  due_at      timestamptz not null,
  remind_at   timestamptz,                  -- null once everybody was reminded
  closed_at   timestamptz,                  -- when it was found who is missing
  primary key (corp_id, id),
  constraint journal_cycles_start unique (corp_id, template_id, starts_on)
);
select corp_table('journal_cycles');
create index journal_cycles_due on journal_cycles (corp_id, due_at) where closed_at is null;
create index journal_cycles_remind on journal_cycles (corp_id, remind_at) where remind_at is not null;

-- Everybody a cycle is asked of, once.
create table journal_duties (
  corp_id   text not null,
  cycle_id  text not null,
  member_id text not null,
  state     text not null default 'pending' check (state in ('pending', 'reported', 'late', 'missing', 'excused')),
  primary key (corp_id, cycle_id, member_id),
  foreign key (corp_id, cycle_id) references journal_cycles (corp_id, id) on delete cascade
);
select corp_table('journal_duties');
create index journal_duties_member on journal_duties (corp_id, member_id);

create table journals (
  corp_id      text        not null,
  id           text        not null,
  cycle_id     text        not null,
  template_id  text        not null,
  author_id    text        not null,
  form         jsonb       not null,
  added        text[]      not null default '{}', -- receivers the author chose
  -- the rest stands still from the submission on
  name         text        not null default '',
  en           text,
  controls     jsonb       not null default '[]',
  summary      text        not null default '',
  late         boolean     not null default false,
  submitted_at timestamptz,
  changed_at   timestamptz not null,
  primary key (corp_id, id),
  constraint journals_once unique (corp_id, cycle_id, author_id),
  foreign key (corp_id, cycle_id) references journal_cycles (corp_id, id)
);
select corp_table('journals');
create index journals_author on journals (corp_id, author_id, submitted_at desc);
create index journals_submitted on journals (corp_id, submitted_at, id) where submitted_at is not null;

create table journal_receivers (
  corp_id    text not null,
  journal_id text not null,
  member_id  text not null,
  read_at    timestamptz,
  primary key (corp_id, journal_id, member_id),
  foreign key (corp_id, journal_id) references journals (corp_id, id)
);
select corp_table('journal_receivers');
create index journal_receivers_member on journal_receivers (corp_id, member_id, journal_id desc);
create index journal_receivers_unread on journal_receivers (corp_id, member_id) where read_at is null;

create table journal_comments (
  corp_id    text        not null,
  id         text        not null,
  no         bigint generated always as identity, -- what programs of others call it
  journal_id text        not null,
  member_id  text        not null,
  cid        uuid        not null,
  re         text,
  text       text        not null,
  at         timestamptz not null,
  primary key (corp_id, id),
  constraint journal_comments_once unique (corp_id, journal_id, member_id, cid),
  foreign key (corp_id, journal_id) references journals (corp_id, id)
);
select corp_table('journal_comments');
create index journal_comments_thread on journal_comments (corp_id, journal_id, at);

create table journal_likes (
  corp_id    text not null,
  journal_id text not null,
  member_id  text not null,
  primary key (corp_id, journal_id, member_id),
  foreign key (corp_id, journal_id) references journals (corp_id, id)
);
select corp_table('journal_likes');
