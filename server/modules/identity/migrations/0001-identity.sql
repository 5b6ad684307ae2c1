create table credentials (
  corp_id       text        not null,
  member_id     text        not null,
  password_hash text,                      -- argon2id
  changed_at    timestamptz not null,
  primary key (corp_id, member_id)
);
select corp_table('credentials');

create table sessions (
  corp_id    text        not null,
  id         text        not null,
  member_id  text        not null,
  agent      text        not null default '',
  ip         text        not null default '',
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('sessions');
create index sessions_member on sessions (corp_id, member_id);

-- What an administrator may do. The owner holds every right; the other roles are kept apart on purpose.
create table admins (
  corp_id     text        not null,
  member_id   text        not null,
  role        text        not null check (role in ('owner', 'system', 'security', 'audit')),
  departments text[],                      -- null: the whole company
  since       timestamptz not null,
  primary key (corp_id, member_id, role)
);
select corp_table('admins');
