-- Apps that connect outward and are told over their own socket, so they need no address of their own.
create table bots (
  corp_id      text        not null,
  app_id       text        not null,
  holder       text,                       -- the connection that has it now; a newer one takes it over
  connected_at timestamptz not null,       -- when the last connection came
  left_at      timestamptz,
  primary key (corp_id, app_id)
);
select corp_table('bots');

-- What a bot is to be told, in order, and what its answers belong to.
create table bot_events (
  corp_id    text        not null,
  app_id     text        not null,
  no         bigint      not null generated always as identity,
  event_id   text        not null,         -- told once under this name
  req_id     text        not null,         -- by which the bot answers
  member_id  text        not null,
  body       jsonb       not null,         -- the frame without its head
  facts      jsonb       not null,         -- what we want to know when it answers
  streams    jsonb       not null default '{}', -- stream id -> {chatId, seq} of the message it grows
  created_at timestamptz not null,
  sent_at    timestamptz,
  primary key (corp_id, app_id, no),
  constraint bot_events_event unique (corp_id, app_id, event_id),
  constraint bot_events_req unique (corp_id, app_id, req_id)
);
select corp_table('bot_events');
create index bot_events_waiting on bot_events (corp_id, app_id, no) where sent_at is null;
create index bot_events_old on bot_events (corp_id, created_at);
