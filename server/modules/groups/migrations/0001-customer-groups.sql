-- A chat in which customers sit as well.
create table customer_groups (
  corp_id     text        not null,
  chat_id     text        not null,
  settings    jsonb       not null,
  counted_seq bigint      not null default 0,  -- messages up to here have been counted and judged
  welcomed_at timestamptz,
  created_at  timestamptz not null,
  primary key (corp_id, chat_id)
);
select corp_table('customer_groups');

create table customer_group_people (
  corp_id     text        not null,
  chat_id     text        not null,
  customer_id text        not null,
  how         text        not null check (how in ('code', 'invited')),
  invited_by  text,                               -- the member who brought them
  state       text        not null default '',
  joined_at   timestamptz not null,
  left_at     timestamptz,
  removed     boolean     not null default false, -- against their will: no code lets them in again
  greeted     boolean     not null default false,
  warnings    int         not null default 0,
  active_day  date,                               -- the last day they were counted as active
  minute_at   timestamptz,                        -- since when minute_n counts
  minute_n    int         not null default 0,
  primary key (corp_id, chat_id, customer_id)
);
select corp_table('customer_group_people');
create index customer_group_people_customer on customer_group_people (corp_id, customer_id);

-- What happened in a group on one day of the company's zone.
create table customer_group_days (
  corp_id  text not null,
  chat_id  text not null,
  day      date not null,
  joined   int  not null default 0,
  gone     int  not null default 0,
  messages int  not null default 0,
  active   int  not null default 0,
  primary key (corp_id, chat_id, day)
);
select corp_table('customer_group_days');

-- One permanent link that leads into several groups, one after the other.
create table group_codes (
  corp_id    text        not null,
  id         text        not null,
  code       text        not null,             -- stands in links and on paper, so it is stored as it is
  name       text        not null,
  base_name  text        not null,
  base_no    int         not null,
  opens      boolean     not null,
  cap        int         not null,
  state      text        not null,
  tag_ids    text[]      not null,
  made_by    text        not null,             -- a member, or an app
  program    jsonb,                            -- what only the program that made it asks for
  scans      int         not null default 0,
  closed_at  timestamptz,
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('group_codes');

create table group_code_chats (
  corp_id text not null,
  code_id text not null,
  chat_id text not null,
  place   int  not null,
  primary key (corp_id, code_id, chat_id)
);
select corp_table('group_code_chats');

-- Welcomes that programs keep for the owners of groups.
create table group_welcomes (
  corp_id    text        not null,
  id         text        not null,
  made_by    text        not null,
  body       jsonb       not null,
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('group_welcomes');
