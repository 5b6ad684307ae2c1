-- Tag groups are things of their own: they are renamed, ordered and known to programs by an id.
create table customer_tag_groups (
  corp_id    text        not null,
  id         text        not null,
  name       text        not null,
  sort       int         not null default 0,
  created_at timestamptz not null,
  primary key (corp_id, id),
  constraint customer_tag_groups_name unique (corp_id, name)
);
select corp_table('customer_tag_groups');

insert into customer_tag_groups (corp_id, id, name, created_at)
  select corp_id, 'ctgg_' || substr(md5(corp_id || group_name), 1, 25), group_name, min(created_at) from customer_tags group by corp_id, group_name;
alter table customer_tags add column group_id text;
update customer_tags t set group_id = g.id from customer_tag_groups g where g.corp_id = t.corp_id and g.name = t.group_name;
alter table customer_tags drop constraint customer_tags_name;
alter table customer_tags alter column group_id set not null, drop column group_name;
alter table customer_tags add constraint customer_tags_name unique (corp_id, group_id, name);

-- Numbers a member noted about a customer, beside the one the customer gave.
alter table customer_follows add column mobiles text[] not null default '{}';

-- With one of these a program may greet a newcomer once, within seconds.
create table welcome_codes (
  corp_id     text        not null,
  code_hash   text        not null,
  customer_id text        not null,
  member_id   text        not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  primary key (corp_id, code_hash)
);
select corp_table('welcome_codes');
create unique index welcome_codes_pair on welcome_codes (corp_id, customer_id, member_id);

-- Codes made by a program carry what only programs ask for: { type, scene, style, parties, tempUntil, … }.
alter table contact_codes add column program jsonb;

-- Two lines of one millisecond keep the order in which they were written.
alter table customer_events add column no bigint generated always as identity;
drop index customer_events_of;
create index customer_events_of on customer_events (corp_id, customer_id, no desc);
