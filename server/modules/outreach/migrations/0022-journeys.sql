-- Messages on certain days after something began. A version never changes; people stay on the one they entered with.
create table journeys (
  corp_id    text        not null,
  id         text        not null,
  name       text        not null,
  made_by    text        not null,
  hold_out   int         not null check (hold_out between 0 and 5000),
  salt       text        not null,
  state      text        not null check (state in ('draft', 'running', 'paused', 'stopped')),
  version    int         not null default 0,
  draft      jsonb,                               -- the plan being written
  created_at timestamptz not null,
  started_at timestamptz,
  primary key (corp_id, id)
);
select corp_table('journeys');
create index journeys_running on journeys (corp_id, state) where state = 'running';

create table journey_versions (
  corp_id    text        not null,
  journey_id text        not null,
  no         int         not null,
  plan       jsonb       not null,
  at         timestamptz not null,
  primary key (corp_id, journey_id, no)
);
select corp_table('journey_versions');

create function keep_version() returns trigger language plpgsql as $$
begin raise exception 'a published version never changes'; end $$;
create trigger keep_version before update on journey_versions for each row execute function keep_version();

-- Everybody who ever entered, once: the arm chance gave, and how far they are.
create table journey_people (
  corp_id     text        not null,
  journey_id  text        not null,
  person_id   text        not null,
  customer_id text        not null,
  member_id   text        not null,
  chat_id     text        not null,
  version     int         not null,
  arm         text        not null check (arm in ('send', 'hold')),
  anchor_at   timestamptz not null,
  entered_at  timestamptz not null,
  next_step   int         not null default 0,     -- the first that is not in the ledger yet
  next_at     timestamptz,                        -- null once nothing is to come
  replied_at  timestamptz,
  ended       text check (ended in ('finished', 'replied', 'untagged', 'opted_out', 'unfollowed', 'stopped', 'before')),
  ended_at    timestamptz,
  primary key (corp_id, journey_id, person_id),
  constraint journey_people_one_end check ((ended is null) = (next_at is not null))
);
select corp_table('journey_people');
create index journey_people_due on journey_people (corp_id, journey_id, next_at) where ended is null;
create index journey_people_customer on journey_people (corp_id, customer_id);

create function keep_entry() returns trigger language plpgsql as $$
begin
  if (new.person_id, new.customer_id, new.arm, new.version, new.anchor_at)
     is distinct from (old.person_id, old.customer_id, old.arm, old.version, old.anchor_at)
  then raise exception 'an entry never changes'; end if;
  return new;
end $$;
create trigger keep_entry before update on journey_people for each row execute function keep_entry();

-- A step of a version is a broadcast that people are added to one by one, so it passes the same gateway and has the same ledger.
alter table broadcasts add column journey_id text, add column journey_version int, add column journey_step int;
create unique index broadcasts_journey on broadcasts (corp_id, journey_id, journey_version, journey_step) where journey_id is not null;
alter table broadcast_people add column expires_at timestamptz; -- null: as the broadcast's
