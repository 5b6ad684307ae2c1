create table corps (
  corp_id    text        not null,
  id         text        not null check (id = corp_id),
  name       text        not null,
  locale     text        not null default 'zh' check (locale in ('zh', 'en')),
  zone       text        not null default 'Asia/Shanghai',  -- IANA
  kept_back  text[]      not null default '{}',             -- fields of member cards that colleagues do not see
  settings   jsonb       not null default '{}',
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('corps');

create table departments (
  corp_id    text        not null,
  id         text        not null,
  no         bigint      not null,             -- WeCom's department id: a small number, 1 is the root
  name       text        not null,
  name_en    text        not null default '',
  pinyin     text        collate "C" not null default '',
  initials   text        collate "C" not null default '',
  parent_id  text,                             -- null for the root alone
  path       text        collate "C" not null, -- '/dep_root/dep_a/': every ancestor and itself, for subtree questions
  sort       bigint      not null default 0,   -- larger stands first, as WeCom's `order`
  hidden     boolean     not null default false,
  member_count bigint    not null default 0,   -- present members in it and below, each once; kept by count-members.ts
  shown_count  bigint    not null default 0,   -- the same without what is hidden
  created_at timestamptz not null,
  primary key (corp_id, id),
  constraint departments_no unique (corp_id, no),
  constraint departments_name unique (corp_id, parent_id, name)
);
select corp_table('departments');
create index departments_path on departments (corp_id, path);
create index departments_hidden on departments (corp_id) where hidden;

create table members (
  corp_id      text        not null,
  id           text        not null,
  userid       text        not null,           -- the handle an administrator chose; never changes its spelling: 00123 stays 00123
  name         text        not null,
  alias        text        not null default '',
  pinyin       text        collate "C" not null default '', -- 'zhangwei', for search and order
  initials     text        not null default '', -- 'zw'
  mobile       text,                           -- '13800000000' in mainland China, '+6591234567' elsewhere
  phone        text        not null default '',
  email        text,
  address      text        not null default '',
  position     text        not null default '',
  gender       text        not null default '' check (gender in ('', 'male', 'female')),
  avatar_file  text,
  manager_id   text,
  hidden       boolean     not null default false,
  custom       jsonb       not null default '{}', -- field id -> text
  locale       text        check (locale in ('zh', 'en')),
  status       text        not null check (status in ('invited', 'active', 'disabled', 'left')),
  activated_at timestamptz,                    -- first sign-in; tells a reactivated member from one who never came
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('members');
create unique index members_userid on members (corp_id, lower(userid));
create unique index members_mobile on members (corp_id, mobile) where mobile is not null and status <> 'left';
create unique index members_email on members (corp_id, lower(email)) where email is not null and status <> 'left';
create index members_order on members (corp_id, pinyin, id);
create index members_manager on members (corp_id, manager_id) where manager_id is not null;

-- What a member is found by: every key is searched from its beginning. Row-level security keeps LIKE away from indexes
-- (its operator is not leakproof); comparisons of "C" text are leakproof, so prefixes are asked for as ranges.
create table member_keys (
  corp_id   text not null,
  key       text collate "C" not null,
  member_id text not null,
  primary key (corp_id, key, member_id)
);
select corp_table('member_keys');
create index member_keys_member on member_keys (corp_id, member_id);

create table department_members (
  corp_id       text    not null,
  department_id text    not null,
  member_id     text    not null,
  leader        boolean not null default false,
  main          boolean not null default false,
  sort          bigint  not null default 0,
  primary key (corp_id, department_id, member_id)
);
select corp_table('department_members');
create index department_members_member on department_members (corp_id, member_id);

create table tags (
  corp_id    text        not null,
  id         text        not null,
  name       text        not null,
  created_at timestamptz not null,
  primary key (corp_id, id),
  constraint tags_name unique (corp_id, name)
);
select corp_table('tags');
create table member_tags (
  corp_id   text not null,
  tag_id    text not null,
  member_id text not null,
  primary key (corp_id, tag_id, member_id)
);
select corp_table('member_tags');
create index member_tags_member on member_tags (corp_id, member_id);

create table custom_fields (
  corp_id text    not null,
  id      text    not null,
  name    text    not null,
  kind    text    not null check (kind in ('text', 'number', 'date', 'select', 'url')),
  options text[]  not null default '{}',
  shown   boolean not null default true,
  sort    bigint  not null default 0,
  primary key (corp_id, id),
  constraint custom_fields_name unique (corp_id, name)
);
select corp_table('custom_fields');

-- Members of this department and below see: their own departments, chosen ones, or everyone. The nearest rule above holds.
create table visibility_rules (
  corp_id       text   not null,
  department_id text   not null,
  sees          text   not null check (sees in ('own', 'chosen', 'all')),
  chosen        text[] not null default '{}',
  primary key (corp_id, department_id)
);
select corp_table('visibility_rules');

-- A table of members on its way in: read at upload, shown as a preview, applied once.
create table imports (
  corp_id    text        not null,
  id         text        not null,
  made_by    text        not null,
  file_name  text        not null,
  sheet      jsonb       not null,             -- {header, rows}: the table as it was read, cells as text
  options    jsonb       not null,
  state      text        not null check (state in ('preview', 'applying', 'done', 'failed')),
  preview    jsonb       not null,             -- counts, and the first faults and people of each kind
  error      text        not null default '',  -- code of what stopped it
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('imports');
-- Apart from imports, so that progress can be told while the import's own transaction is open.
create table import_progress (
  corp_id   text   not null,
  import_id text   not null,
  done      bigint not null default 0,
  total     bigint not null default 0,
  primary key (corp_id, import_id)
);
select corp_table('import_progress');
