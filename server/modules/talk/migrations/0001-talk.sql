-- What apps sent to members. The message itself lies in each reader's chat with the app; a copy says where.
create table app_messages (
  corp_id     text        not null,
  id          text        not null,               -- msgid
  app_id      text        not null,
  kind        text        not null,
  draft       jsonb,                              -- until everybody has it
  task_id     text,
  fingerprint text        not null,               -- whom and what, for the check of repeats
  sent_at     timestamptz not null,
  recalled_at timestamptz,
  primary key (corp_id, id),
  constraint app_messages_task unique (corp_id, app_id, task_id)
);
select corp_table('app_messages');
create index app_messages_app on app_messages (corp_id, app_id, sent_at);

create table app_message_copies (
  corp_id    text not null,
  message_id text not null,
  member_id  text not null,
  chat_id    text,                                -- null until delivered
  seq        bigint,
  dropped    boolean not null default false,      -- this member had too many from this app
  primary key (corp_id, message_id, member_id)
);
select corp_table('app_message_copies');
create index app_message_copies_place on app_message_copies (corp_id, chat_id, seq);

-- With such a code an app changes a card once.
create table card_codes (
  corp_id    text        not null,
  code       text        not null,
  app_id     text        not null,
  message_id text        not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  primary key (corp_id, code)
);
select corp_table('card_codes');
create index card_codes_expiry on card_codes (corp_id, expires_at);

-- Groups that apps made, by the ids they gave them.
create table app_chats (
  corp_id text not null,
  name    text not null,                          -- chatid
  app_id  text not null,
  chat_id text not null,
  primary key (corp_id, name)
);
select corp_table('app_chats');
