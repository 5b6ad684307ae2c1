-- What a company itself keeps about its customers.
create table customer_fields (
  corp_id     text    not null,
  id          text    not null,
  name        text    not null,
  kind        text    not null check (kind in ('text', 'number', 'date', 'choice', 'choices')),
  options     jsonb   not null default '[]', -- [{id, name}], of choices
  required    boolean not null default false,
  sort        int     not null,
  archived_at timestamptz,
  created_at  timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('customer_fields');

-- A company that never changed its stages has no rows here and uses those that come with the product.
create table customer_stages (
  corp_id     text not null,
  id          text not null,
  name        text not null,
  sort        int  not null,
  archived_at timestamptz,
  primary key (corp_id, id)
);
select corp_table('customer_stages');
alter table customer_follows drop constraint customer_follows_stage_check;

alter table customers add column fields jsonb not null default '{}';
create index customers_fields on customers using gin (fields jsonb_path_ops);

-- Higher numbers come first from now on; what stood first goes on standing first.
update customer_tags t set sort = m.top - t.sort
  from (select corp_id, max(sort) top from customer_tags group by corp_id) m where m.corp_id = t.corp_id;
update customer_tag_groups g set sort = m.top - g.sort
  from (select corp_id, max(sort) top from customer_tag_groups group by corp_id) m where m.corp_id = g.corp_id;
