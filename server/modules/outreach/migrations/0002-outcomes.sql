-- What customers did of their own accord. Kept for everybody, held out or not, and apart from any broadcast: which one it counts for
-- is a question of its window.
create table outcomes (
  corp_id     text        not null,
  customer_id text        not null,
  kind        text        not null check (kind in ('reply', 'visit', 'order')),
  ref         text        not null,  -- the hour of a reply or visit, the number of an order: telling it twice is once
  at          timestamptz not null,
  primary key (corp_id, customer_id, kind, ref)
);
select corp_table('outcomes');
create index outcomes_at on outcomes (corp_id, customer_id, at);
