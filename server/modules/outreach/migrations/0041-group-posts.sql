-- A message into many customer groups. Chance, caps and fates are of a group: what appears there is read by everybody in it.
create table group_posts (
  corp_id      text        not null,
  id           text        not null,
  name         text        not null,
  made_by      text        not null,
  contents     jsonb       not null,
  content_hash text        not null,
  hold_out     int         not null check (hold_out between 0 and 5000), -- of 10,000
  salt         text        not null,
  confirm      boolean     not null,
  outcome      text        not null check (outcome in ('reply', 'visit', 'order')),
  outcome_days int         not null,
  state        text        not null check (state in ('scheduled', 'running', 'stopped', 'done')),
  created_at   timestamptz not null,
  start_at     timestamptz not null,
  expires_at   timestamptz not null,
  looked_at    timestamptz,
  difference   jsonb,                              -- of the one look, null where nothing can be said
  reminded_at  timestamptz[] not null default '{}',
  primary key (corp_id, id)
);
select corp_table('group_posts');

create table group_post_chats (
  corp_id      text        not null,
  post_id      text        not null,
  chat_id      text        not null,
  owner_id     text        not null,               -- in whose name
  people       int         not null,
  arm          text        not null check (arm in ('send', 'hold')),
  state        text        not null default 'waiting' check (state in ('waiting', 'asked', 'sending', 'done')),
  due_at       timestamptz,                        -- not before it; null once done
  confirmed_at timestamptz,
  reason       text,
  shadow       text,                               -- what would have happened to a group held out
  sent_at      timestamptz,
  primary key (corp_id, post_id, chat_id),
  constraint group_post_chats_one_fate check ((state = 'done') = (reason is not null)),
  constraint group_post_chats_no_leak check (arm = 'send' or state in ('waiting', 'done'))
);
select corp_table('group_post_chats');
create index group_post_chats_asked on group_post_chats (corp_id, owner_id) where state = 'asked';
create index group_post_chats_touched on group_post_chats (corp_id, chat_id, sent_at) where state in ('sending', 'done');
