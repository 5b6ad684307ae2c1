-- The programme: for 90 days some people hear no marketing at all, whoever writes and through whatever channel, so that all of it together can be judged.
create table programmes (
  corp_id    text             not null,
  id         text             not null,
  hold_out   int              not null check (hold_out between 100 and 5000), -- of 10,000
  salt       text             not null,
  expected   double precision not null,             -- people with the outcome that were to be expected by its end
  started_at timestamptz      not null,
  ends_at    timestamptz      not null,
  ended_at   timestamptz,
  primary key (corp_id, id)
);
select corp_table('programmes');
create unique index programmes_one_runs on programmes (corp_id) where ended_at is null;

-- Who is in which arm: written when the gateway first has something for them, before anything leaves; never changed.
create table programme_people (
  corp_id      text        not null,
  programme_id text        not null,
  person_id    text        not null,                -- root of the merged identity at that moment
  arm          text        not null check (arm in ('send', 'hold')),
  at           timestamptz not null,
  primary key (corp_id, programme_id, person_id)
);
select corp_table('programme_people');

create function keep_programme_arm() returns trigger language plpgsql as $$
begin
  raise exception 'an assignment never changes';
end $$;
create trigger keep_programme_arm before update on programme_people for each row execute function keep_programme_arm();

create table programme_looks (
  corp_id      text             not null,
  programme_id text             not null,
  no           int              not null,
  at           timestamptz      not null,
  information  double precision not null,
  counts       jsonb            not null,
  primary key (corp_id, programme_id, no)
);
select corp_table('programme_looks');

-- In no arm of a broadcast: the programme keeps them from all of them.
alter table broadcast_people add column kept_back boolean not null default false;
