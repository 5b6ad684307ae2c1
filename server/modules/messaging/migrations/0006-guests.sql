alter table chats drop constraint chats_kind_check;
alter table chats add constraint chats_kind_check check (kind in ('direct', 'group', 'department', 'app', 'customer'));

-- Every message of such a chat goes to the outbox as well: an app, a robot or a customer follows it from outside.
alter table chat_heads add column followed boolean not null default false;

-- Whoever speaks in chats without being a member.
create table speakers (
  corp_id text not null,
  id      text not null,             -- the id of the app, robot or customer
  kind    text not null check (kind in ('app', 'robot', 'customer')),
  name    text not null,
  avatar  text,                      -- path under /api
  primary key (corp_id, id)
);
select corp_table('speakers');

-- Where they speak: members of these chats may know them.
create table chat_guests (
  corp_id    text not null,
  chat_id    text not null,
  speaker_id text not null,
  primary key (corp_id, chat_id, speaker_id)
);
select corp_table('chat_guests');
create index chat_guests_speaker on chat_guests (corp_id, speaker_id);
