-- What members say and show to customers again and again.
create table materials (
  corp_id    text        not null,
  id         text        not null,
  owner_id   text,                              -- null: the company's
  folder     text        not null,
  title      text        not null,
  draft      jsonb       not null,
  search     text        not null,
  used       int         not null default 0,    -- by everybody together
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('materials');
create index materials_owner on materials (corp_id, owner_id);
