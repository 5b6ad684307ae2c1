-- A message to many customers. Launching freezes who is in it, who is held out, and what is sent.
create table broadcasts (
  corp_id       text        not null,
  id            text        not null,
  name          text        not null,
  made_by       text        not null,
  audience      jsonb       not null,
  contents      jsonb       not null,             -- drafts, in the order they are sent
  content_hash  text,
  channel       text        not null,
  hold_out      int         not null check (hold_out between 0 and 5000), -- of 10,000
  salt          text        not null,             -- of this broadcast alone, so that assignments are independent
  confirm       boolean     not null,
  outcome       text        not null check (outcome in ('reply', 'visit', 'order')),
  outcome_days  int         not null,
  state         text        not null check (state in ('draft', 'scheduled', 'running', 'paused', 'stopped', 'done')),
  created_at    timestamptz not null,
  start_at      timestamptz,
  launched_at   timestamptz,
  expires_at    timestamptz,
  finished_at   timestamptz,
  eligible      int         not null default 0,
  audience_hash text,
  primary key (corp_id, id)
);
select corp_table('broadcasts');
create index broadcasts_newest on broadcasts (corp_id, created_at desc, id desc);
create index broadcasts_open on broadcasts (corp_id, state) where state in ('scheduled', 'running', 'paused', 'stopped');

-- Everybody in a broadcast: the assignment, which never changes, and the one fate.
create table broadcast_people (
  corp_id       text        not null,
  broadcast_id  text        not null,
  person_id     text        not null,             -- root of the merged identity at launch
  customer_id   text        not null,
  member_id     text        not null,             -- in whose name
  chat_id       text        not null,
  arm           text        not null check (arm in ('send', 'hold')),
  state         text        not null default 'waiting' check (state in ('waiting', 'asked', 'claimed', 'handed', 'done')),
  due_at        timestamptz,                      -- not before it; null once done
  confirmed_at  timestamptz,
  claimed_at    timestamptz,
  tries         int         not null default 0,
  reason        text,
  shadow        text,                             -- what would have happened to somebody held out
  would_send_at timestamptz,
  contaminated  boolean     not null default false, -- merged with somebody of the other arm
  ended_at      timestamptz,
  sent_at       timestamptz,
  receipt       text        not null default '',  -- what the channel calls it
  delivered_at  timestamptz,
  read_at       timestamptz,
  primary key (corp_id, broadcast_id, person_id),
  constraint broadcast_people_one_fate check ((state = 'done') = (reason is not null)),
  constraint broadcast_people_no_leak check (arm = 'send' or state in ('waiting', 'done'))
);
select corp_table('broadcast_people');
create index broadcast_people_due on broadcast_people (corp_id, broadcast_id, state, due_at) where state <> 'done';
create index broadcast_people_asked on broadcast_people (corp_id, member_id) where state = 'asked';
create index broadcast_people_customer on broadcast_people (corp_id, customer_id);
create index broadcast_people_unread on broadcast_people (corp_id, chat_id) where reason = 'sent' and read_at is null;

create function keep_assignment() returns trigger language plpgsql as $$
begin
  if (new.corp_id, new.broadcast_id, new.person_id, new.customer_id, new.arm)
     is distinct from (old.corp_id, old.broadcast_id, old.person_id, old.customer_id, old.arm)
  then raise exception 'an assignment never changes'; end if;
  if old.reason is not null and new.reason is distinct from old.reason
  then raise exception 'a fate never changes'; end if;
  return new;
end $$;
create trigger keep_assignment before update on broadcast_people for each row execute function keep_assignment();

-- Every marketing touch of every person, over all members and channels: what the caps count.
create table touches (
  corp_id     text        not null,
  customer_id text        not null,
  source_id   text        not null,               -- the broadcast
  kind        text        not null,               -- broadcast, journey
  channel     text        not null,
  member_id   text        not null,
  at          timestamptz not null,
  primary key (corp_id, customer_id, source_id)
);
select corp_table('touches');
create index touches_at on touches (corp_id, customer_id, at);
