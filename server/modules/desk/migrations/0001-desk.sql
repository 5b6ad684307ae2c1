-- A service desk: one face to customers, several members behind it.
create table desks (
  corp_id             text        not null,
  id                  text        not null,
  code                text        not null,  -- stands in links and on websites, so it is stored as it is
  name                text        not null,
  logo_file           text,
  greeting            text        not null default '',
  hours               jsonb,                 -- [{days: [1…7], from: 'HH:MM', to: 'HH:MM'}]; null = always open
  zone                text,
  holidays            boolean     not null default true,
  how                 text        not null default 'turn' check (how in ('turn', 'load')),
  skills              text[]      not null default '{}',
  bot                 boolean     not null default true,
  first_reply_minutes int,
  resolve_minutes     int,
  silence_hours       int         not null default 48,
  turns               bigint      not null default 0,  -- counts assignments; orders whose turn it is
  closed_at           timestamptz,
  created_at          timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('desks');

create table desk_members (
  corp_id   text    not null,
  desk_id   text    not null,
  member_id text    not null,
  skills    text[]  not null default '{}',
  cap       int     not null default 5,
  lead      boolean not null default false,
  on_duty   boolean not null default false,
  last_turn bigint  not null default 0,
  primary key (corp_id, desk_id, member_id)
);
select corp_table('desk_members');
create index desk_members_member on desk_members (corp_id, member_id);

-- The chat of a desk with a customer; it outlives its sessions.
create table desk_chats (
  corp_id     text not null,
  chat_id     text not null,
  desk_id     text not null,
  customer_id text not null,
  primary key (corp_id, chat_id)
);
select corp_table('desk_chats');
create unique index desk_chats_pair on desk_chats (corp_id, desk_id, customer_id);

-- What the events of a session add up to.
create table desk_sessions (
  corp_id          text        not null,
  id               text        not null,
  desk_id          text        not null,
  customer_id      text        not null,
  chat_id          text        not null,
  previous_id      text,                     -- the session this customer had before at this desk
  state            smallint    not null check (state between 0 and 4),
  member_id        text,
  skill            text        not null default '',
  opened_at        timestamptz not null,
  queued_at        timestamptz,
  taken_at         timestamptz,
  first_reply_at   timestamptz,
  last_customer_at timestamptz not null,
  waiting_since    timestamptz,
  first_due_at     timestamptz,
  resolve_due_at   timestamptz,
  late_first       boolean     not null default false,
  late_resolve     boolean     not null default false,
  bot_answers      int         not null default 0,
  bot_misses       int         not null default 0, -- questions in a row the bot knew no answer to
  closed_at        timestamptz,
  closed_by        text,
  abandoned        boolean     not null default false,
  rating           smallint,
  rating_note      text        not null default '',
  primary key (corp_id, id)
);
select corp_table('desk_sessions');
create unique index desk_sessions_open on desk_sessions (corp_id, chat_id) where state <> 4;
create index desk_sessions_chat on desk_sessions (corp_id, chat_id, id desc);
create index desk_sessions_state on desk_sessions (corp_id, desk_id, state, queued_at, id);
create index desk_sessions_day on desk_sessions (corp_id, desk_id, opened_at);
create index desk_sessions_member on desk_sessions (corp_id, member_id, state);

-- What happened, once and for ever. Figures are recomputed from here.
create table desk_events (
  corp_id    text        not null,
  id         text        not null,
  session_id text        not null,
  n          int         not null,           -- its place in the session
  kind       text        not null,
  member_id  text,
  detail     jsonb       not null default '{}',
  chat_id    text        not null,
  seq        int,                            -- the message it came from: counted once, however often it is heard
  at         timestamptz not null,
  primary key (corp_id, session_id, n)
);
select corp_table('desk_events');
create unique index desk_events_message on desk_events (corp_id, chat_id, seq) where seq is not null;

-- Words among colleagues about a session. No door of the customer's reads this table.
create table desk_notes (
  corp_id    text        not null,
  id         text        not null,
  session_id text        not null,
  chat_id    text        not null,
  member_id  text        not null,
  text       text        not null,
  at         timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('desk_notes');
create index desk_notes_chat on desk_notes (corp_id, chat_id, id);

create table desk_replies (
  corp_id    text        not null,
  id         text        not null,
  title      text        not null,
  text       text        not null,
  search     text        not null,
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('desk_replies');

create table desk_articles (
  corp_id    text        not null,
  id         text        not null,
  desk_id    text,                           -- null: every desk answers with it
  question   text        not null,
  similar_questions text[] not null default '{}',
  answer     text        not null,
  tokens     text[]      not null,           -- of the questions, as the search cuts them
  used       bigint      not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('desk_articles');
create index desk_articles_tokens on desk_articles using gin (tokens);
