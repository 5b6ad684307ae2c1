create table approval_templates (
  corp_id    text        not null,
  id         text        not null,
  kind       text,                              -- one of the house's own kinds, or a company's own template
  name       text        not null,
  en         text,
  about      text        not null default '',
  about_en   text,
  sort       int         not null,
  draft      jsonb       not null,
  draft_sha  text        not null,
  version    int,                               -- the one new requests use; null: never published
  admins     text[]      not null default '{}', -- who answers where nobody is found
  retired_at timestamptz,
  created_at timestamptz not null,
  primary key (corp_id, id),
  constraint approval_templates_kind unique (corp_id, kind)
);
select corp_table('approval_templates');

-- Never changed once written: running requests stand on their version.
create table approval_template_versions (
  corp_id     text        not null,
  template_id text        not null,
  version     int         not null,
  flow        jsonb       not null,
  sha256      text        not null,
  made_by     text,
  made_at     timestamptz not null,
  primary key (corp_id, template_id, version)
);
select corp_table('approval_template_versions');

create table approval_numbers (
  corp_id text not null,
  day     text not null,
  last    int  not null,
  primary key (corp_id, day)
);
select corp_table('approval_numbers');

create table approvals (
  corp_id      text        not null,
  id           text        not null,
  no           text        not null,            -- yyyymmdd and the number of that day
  template_id  text        not null,
  version      int         not null,
  kind         text,
  subject      text        not null default '', -- what another module started it for
  applicant    text        not null,
  cid          uuid        not null,            -- chosen by the client; makes a retry harmless
  title        text        not null,
  title_en     text,
  status       text        not null,
  state        jsonb       not null,            -- what the events fold to
  picks        jsonb       not null default '{}',
  agents       text[]      not null default '{}',
  seq          int         not null,            -- of the last event
  submitted_at timestamptz not null,
  changed_at   timestamptz not null,
  urged_at     timestamptz,
  primary key (corp_id, id),
  constraint approvals_no unique (corp_id, no),
  constraint approvals_cid unique (corp_id, applicant, cid)
);
select corp_table('approvals');
create index approvals_mine on approvals (corp_id, applicant, submitted_at desc);

create table approval_tasks (
  corp_id     text        not null,
  approval_id text        not null,
  id          text        not null,
  node        text        not null,
  visit       int         not null,
  agent       text        not null,
  principal   text        not null,
  state       text        not null,
  batch       boolean     not null,
  opened_at   timestamptz not null,
  due_at      timestamptz,
  decided_at  timestamptz,
  primary key (corp_id, id)
);
select corp_table('approval_tasks');
create index approval_tasks_inbox on approval_tasks (corp_id, agent, state, opened_at desc);
create index approval_tasks_of on approval_tasks (corp_id, approval_id);
create index approval_tasks_due on approval_tasks (corp_id, due_at) where state = 'open' and due_at is not null;

-- The journal: each event carries the hash of the one before, so that a change of the past shows.
create table approval_events (
  corp_id      text        not null,
  approval_id  text        not null,
  seq          int         not null,
  type         text        not null,
  actor        text,
  on_behalf_of text,
  payload      jsonb       not null,
  files        text[]      not null default '{}',
  at           timestamptz not null,
  prev_hash    text        not null,
  hash         text        not null,
  primary key (corp_id, approval_id, seq)
);
select corp_table('approval_events');

create table approval_commands (
  corp_id     text not null,
  approval_id text not null,
  member_id   text not null,
  cid         uuid not null,
  primary key (corp_id, approval_id, member_id, cid)
);
select corp_table('approval_commands');

create table approval_comments (
  corp_id     text        not null,
  approval_id text        not null,
  member_id   text        not null,
  cid         uuid        not null,
  text        text        not null,
  files       text[]      not null,
  at          timestamptz not null,
  primary key (corp_id, approval_id, member_id, cid)
);
select corp_table('approval_comments');

create table approval_cc (
  corp_id     text        not null,
  approval_id text        not null,
  member_id   text        not null,
  at          timestamptz not null,
  read_at     timestamptz,
  primary key (corp_id, approval_id, member_id)
);
select corp_table('approval_cc');
create index approval_cc_mine on approval_cc (corp_id, member_id, at desc);

create table approval_delegations (
  corp_id   text        not null,
  id        text        not null,
  principal text        not null,
  agent     text        not null,
  from_at   timestamptz not null,
  until_at  timestamptz not null,
  templates text[],
  primary key (corp_id, id)
);
select corp_table('approval_delegations');
create index approval_delegations_of on approval_delegations (corp_id, principal);
