create table chats (
  corp_id         text        not null,
  id              text        not null,
  kind            text        not null check (kind in ('direct', 'group', 'department', 'app')),
  title           text        not null default '',
  pinyin          text        not null default '',
  initials        text        not null default '',
  pair            text,                        -- 'mbr_a mbr_b' in order, for direct chats: one per pair
  department_id   text,
  owner_id        text,
  announcement    jsonb,                       -- {text, by, at}
  settings        jsonb       not null,
  archived_at     timestamptz,
  created_at      timestamptz not null,
  primary key (corp_id, id),
  unique (corp_id, pair),
  unique (corp_id, department_id)
);
select corp_table('chats');

-- Where the log of a chat stands. Apart from `chats` because it changes with every message; holding its row puts a chat's events in one line.
create table chat_heads (
  corp_id      text        not null,
  chat_id      text        not null,
  last_seq     bigint      not null default 0,  -- grows by one per event: message, edit, recall, reaction, pin
  last_n       bigint      not null default 0,  -- grows by one per message that raises unread
  last_msg     bigint      not null default 0,  -- seq of the newest message, for the preview
  all_n        bigint      not null default 0,  -- n of the newest message that mentioned everyone
  member_count int         not null default 0,
  posting      text        not null default 'all' check (posting in ('all', 'admins', 'nobody')),
  mention_all  text        not null default 'all' check (mention_all in ('all', 'admins')),
  last_at      timestamptz not null,
  primary key (corp_id, chat_id)
) with (fillfactor = 70);
select corp_table('chat_heads');
create index chat_heads_moved on chat_heads (last_at);

create table chat_entries (
  corp_id     text        not null,
  chat_id     text        not null,
  seq         bigint      not null,
  n           bigint      not null,
  event       text        not null check (event in ('msg', 'edit', 'recall', 'react', 'pin')),
  sender_id   text        not null,
  client_id   uuid        not null,             -- chosen by the sender; makes a retry harmless
  sent_at     timestamptz not null,
  id          text,                             -- msg only, like everything below but target and body
  kind        text,
  body        jsonb       not null,
  at_ids      text[],
  reply_to    bigint,
  target      bigint,                           -- changes: seq of the message they change
  version     bigint,                           -- messages: seq of the last change
  edited_at   timestamptz,
  recalled_by text,
  reactions   jsonb,
  pinned_by   text,
  primary key (corp_id, chat_id, seq)
);
select corp_table('chat_entries');
create unique index chat_entries_client on chat_entries (corp_id, chat_id, client_id, sender_id);
create index chat_entries_replies on chat_entries (corp_id, chat_id, reply_to, seq) where reply_to is not null;
create index chat_entries_changes on chat_entries (corp_id, chat_id, target, seq) where target is not null;
create index chat_entries_pins on chat_entries (corp_id, chat_id, seq) where pinned_by is not null;

-- A member's seat in a chat: may read, may post, has read up to read_n. The marks below are the member's own.
create table chat_seats (
  corp_id       text        not null,
  chat_id       text        not null,
  member_id     text        not null,
  role          text        not null default 'member' check (role in ('owner', 'admin', 'member')),
  joined_n      bigint      not null default 0,
  read_n        bigint      not null default 0,
  muted         boolean     not null default false,
  on_top        boolean     not null default false,
  marked_unread boolean     not null default false,
  hidden_seq    bigint,                          -- hidden until something newer than this arrives
  draft         text        not null default '',
  joined_at     timestamptz not null,
  primary key (corp_id, chat_id, member_id)
) with (fillfactor = 80);
select corp_table('chat_seats');
create index chat_seats_member on chat_seats (corp_id, member_id, chat_id);

create table mentions (
  corp_id   text   not null,
  member_id text   not null,
  chat_id   text   not null,
  n         bigint not null,
  seq       bigint not null,
  primary key (corp_id, member_id, chat_id, n)
);
select corp_table('mentions');

-- One number per event of a member's private stream: chats joined and left, own marks moved on another device.
create table member_streams (
  corp_id   text   not null,
  member_id text   not null,
  usn       bigint not null default 0,
  primary key (corp_id, member_id)
);
select corp_table('member_streams');
create table member_events (
  corp_id   text        not null,
  member_id text        not null,
  usn       bigint      not null,
  kind      text        not null,
  body      jsonb       not null,
  at        timestamptz not null,
  primary key (corp_id, member_id, usn)
);
select corp_table('member_events');
