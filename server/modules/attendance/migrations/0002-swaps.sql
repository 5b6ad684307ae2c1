create table shift_swaps (
  corp_id    text        not null,
  id         text        not null,
  asker_id   text        not null,
  asker_day  text        collate "C" not null,
  other_id   text        not null,
  other_day  text        collate "C" not null,
  state      text        not null check (state in ('asked', 'agreed', 'refused', 'withdrawn')),
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('shift_swaps');
create index shift_swaps_asker on shift_swaps (corp_id, asker_id);
create index shift_swaps_other on shift_swaps (corp_id, other_id);
