-- Offers that members send by hand over there. What one batch says is kept once.
create table channel_task_batches (
  corp_id    text        not null,
  account_id text        not null,
  id         text        not null,               -- the broadcast, and the language its way out is told in
  contents   jsonb       not null,               -- drafts
  primary key (corp_id, account_id, id)
);
select corp_table('channel_task_batches');

create table channel_tasks (
  corp_id    text        not null,
  account_id text        not null,
  key        text        not null,
  batch_id   text        not null,
  outside_id text        not null,
  sender     text        not null,               -- the member, as the other side calls them
  member_id  text        not null,
  chat_id    text        not null,
  state      text        not null check (state in ('queued', 'asking', 'asked', 'sent', 'refused')),
  ref        text        not null default '',    -- what the other side calls the task
  why        text        not null default '',    -- the error it was refused with
  at         timestamptz not null,               -- since when it is in this state
  primary key (corp_id, account_id, key)
);
select corp_table('channel_tasks');
create index channel_tasks_open on channel_tasks (corp_id, account_id, state, batch_id, sender) where state in ('queued', 'asking', 'asked');

-- Whether a message went out at all, whichever the account.
create index channel_sends_key on channel_sends (corp_id, key);
