-- Contact-me codes. The code itself is printed on posters, so it is stored as it is; the front desk finds the company by it.
create table contact_codes (
  corp_id       text        not null,
  id            text        not null,
  code          text        not null,
  name          text        not null,
  kind          text        not null check (kind in ('member', 'team', 'shop')),
  department_id text,                            -- whose administrators may change a team's or a shop's code
  made_by       text        not null,
  channel       text        not null default '', -- where it hangs: 'shop window', 'receipt'; told to apps as state
  how           text        not null default 'turn' check (how in ('turn', 'load')),
  confirm       boolean     not null default false, -- the member decides before a customer is theirs
  welcome       jsonb       not null,            -- {text, files: [{fileId, …}]}; text '' greets nobody
  scans         bigint      not null default 0,
  customers     bigint      not null default 0,
  turns         bigint      not null default 0,  -- counts assignments; orders whose turn it is
  closed_at     timestamptz,
  created_at    timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('contact_codes');

create table contact_code_members (
  corp_id    text   not null,
  code_id    text   not null,
  member_id  text   not null,
  last_turn  bigint not null default 0,
  hours      jsonb,                              -- [{days: [1…7], from: 'HH:MM', to: 'HH:MM'}]; null = always
  daily_cap  int,
  day        date,                               -- what `today` counts
  today      int    not null default 0,
  primary key (corp_id, code_id, member_id)
);
select corp_table('contact_code_members');
create index contact_code_members_member on contact_code_members (corp_id, member_id);

-- Corp tags that a code gives to whoever comes by it.
create table contact_code_tags (
  corp_id text not null,
  code_id text not null,
  tag_id  text not null,
  primary key (corp_id, code_id, tag_id)
);
select corp_table('contact_code_tags');

-- Somebody from outside. Those found to be one person share a root; taking a root away again un-merges them without loss.
create table customers (
  corp_id      text        not null,
  id           text        not null,
  root_id      text        not null,
  name         text        not null default '',
  mobile       text,
  email        text,
  locale       text        not null default 'zh' check (locale in ('zh', 'en')),
  device_hash  text,                             -- of the key a phone made for itself before its first scan
  marketing    boolean     not null default true,
  marketing_at timestamptz,                      -- when the customer last said so
  created_at   timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('customers');
create index customers_root on customers (corp_id, root_id);
create unique index customers_device on customers (corp_id, device_hash) where device_hash is not null;

-- What one member has with one customer. Every member has their own remark, tags and stage.
create table customer_follows (
  corp_id     text        not null,
  customer_id text        not null,
  member_id   text        not null,
  chat_id     text        not null,
  state       text        not null check (state in ('waiting', 'following', 'refused')),
  remark      text        not null default '',
  description text        not null default '',
  company     text        not null default '',
  stage       text        not null default 'new' check (stage in ('new', 'talking', 'intent', 'won', 'lost')),
  personal    text[]      not null default '{}', -- the member's own tags
  code_id     text,
  channel     text        not null default '',
  added_at    timestamptz not null,
  last_at     timestamptz not null,
  muted_at    timestamptz,                       -- the customer wants to hear nothing from this member
  search      text        not null default '',   -- name, remark, company, mobile in lower case, with pinyin
  primary key (corp_id, customer_id, member_id)
);
select corp_table('customer_follows');
create unique index customer_follows_chat on customer_follows (corp_id, chat_id);
create index customer_follows_mine on customer_follows (corp_id, member_id, added_at desc, customer_id desc);
create index customer_follows_all on customer_follows (corp_id, added_at desc, customer_id desc, member_id desc);
create index customer_follows_code on customer_follows (corp_id, code_id, added_at desc);
create index customer_follows_stage on customer_follows (corp_id, stage, added_at desc);

create table customer_tags (
  corp_id    text        not null,
  id         text        not null,
  group_name text        not null,
  name       text        not null,
  sort       int         not null default 0,
  created_at timestamptz not null,
  primary key (corp_id, id),
  constraint customer_tags_name unique (corp_id, group_name, name)
);
select corp_table('customer_tags');

create table customer_follow_tags (
  corp_id     text not null,
  customer_id text not null,
  member_id   text not null,
  tag_id      text not null,
  primary key (corp_id, tag_id, customer_id, member_id)
);
select corp_table('customer_follow_tags');
create index customer_follow_tags_follow on customer_follow_tags (corp_id, customer_id, member_id);

-- What happened with a customer, for the timeline. Messages are not copied here.
create table customer_events (
  corp_id     text        not null,
  id          text        not null,
  customer_id text        not null,
  member_id   text,
  kind        text        not null,
  detail      text        not null default '',
  at          timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('customer_events');
create index customer_events_of on customer_events (corp_id, customer_id, id desc);
