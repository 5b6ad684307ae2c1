-- Rule groups: leaders, whom they lead where customers are concerned, and what they may do there.
create table customer_rules (
  corp_id        text        not null,
  id             text        not null,
  -- what programs know it by
  no             int         not null,
  parent_id      text,
  name           text        not null,
  leader_ids     text[]      not null,
  member_ids     text[]      not null default '{}',
  department_ids text[]      not null default '{}',
  rights         text[]      not null default '{}',
  created_at     timestamptz not null,
  primary key (corp_id, id),
  unique (corp_id, no)
);
select corp_table('customer_rules');
