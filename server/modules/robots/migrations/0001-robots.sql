-- Robots of chats. Whoever knows the key of one may post.
create table robots (
  corp_id       text        not null,
  id            text        not null,
  chat_id       text        not null,
  kind          text        not null check (kind in ('wecom', 'dingtalk', 'feishu')),
  name          text        not null,
  picture_file  text,
  key_sealed    text        not null,           -- shown again to those who may; the front desk holds its hash
  secret_sealed text,                           -- messages are signed with it
  keywords      text[]      not null default '{}',
  enabled       boolean     not null default true,
  made_by       text,
  created_at    timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('robots');
create index robots_chat on robots (corp_id, chat_id);

-- Files a robot uploaded for itself; they end after three days.
create table robot_media (
  corp_id    text        not null,
  id         text        not null,
  robot_id   text        not null,
  file_id    text        not null,
  type       text        not null check (type in ('file', 'voice', 'image')),
  expires_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('robot_media');
create index robot_media_expiry on robot_media (corp_id, expires_at);
