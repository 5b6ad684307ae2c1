create table corps (
  corp_id    text        not null,
  id         text        not null check (id = corp_id),
  name       text        not null,
  locale     text        not null default 'zh' check (locale in ('zh', 'en')),
  zone       text        not null default 'Asia/Shanghai',  -- IANA
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
  parent_id  text,                             -- null for the root alone
  path       text        not null,             -- '/dep_root/dep_a/': every ancestor and itself, for subtree questions
  sort       bigint      not null default 0,   -- larger stands first, as WeCom's `order`
  hidden     boolean     not null default false,
  created_at timestamptz not null,
  primary key (corp_id, id),
  unique (corp_id, no),
  unique (corp_id, parent_id, name)
);
select corp_table('departments');
create index departments_path on departments (corp_id, path text_pattern_ops);

create table members (
  corp_id      text        not null,
  id           text        not null,
  userid       text        not null,           -- the handle an administrator chose; never changes its spelling: 00123 stays 00123
  name         text        not null,
  alias        text        not null default '',
  pinyin       text        not null default '', -- 'zhangwei', for search
  initials     text        not null default '', -- 'zw'
  mobile       text,
  email        text,
  position     text        not null default '',
  gender       text        not null default '' check (gender in ('', 'male', 'female')),
  avatar_file  text,
  manager_id   text,
  hidden       boolean     not null default false,
  custom       jsonb       not null default '{}',
  locale       text        check (locale in ('zh', 'en')),
  status       text        not null check (status in ('invited', 'active', 'disabled', 'left')),
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('members');
create unique index members_userid on members (corp_id, lower(userid));
create unique index members_mobile on members (corp_id, mobile) where mobile is not null and status <> 'left';
create unique index members_email on members (corp_id, lower(email)) where email is not null and status <> 'left';
create index members_name on members (corp_id, name text_pattern_ops);
create index members_pinyin on members (corp_id, pinyin text_pattern_ops);
create index members_initials on members (corp_id, initials text_pattern_ops);

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
