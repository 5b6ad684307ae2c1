-- A program may answer first; what a customer's desk had to say is numbered for programs that read it in order.
alter table desks add column program boolean not null default false;
alter table desks add column fed bigint not null default 0;
-- Websites that may show this desk in a frame, as origins; none: any.
alter table desks add column sites text[] not null default '{}';

-- When the customer spoke last, how often a program has spoken since, and by which link they came.
alter table desk_chats add column heard_at timestamptz;
alter table desk_chats add column said int not null default 0;
alter table desk_chats add column scene text not null default '';
alter table desk_chats add column scene_param text not null default '';

-- What programs read, dense by desk: words of customers and members, and what happened. Kept for three days.
create table desk_feed (
  corp_id     text        not null,
  desk_id     text        not null,
  n           bigint      not null,
  kind        text        not null check (kind in ('word', 'entered', 'duty', 'moved', 'failed')),
  chat_id     text,
  customer_id text,
  member_id   text,
  seq         int,                       -- the message, for a word
  detail      jsonb       not null default '{}',
  at          timestamptz not null,
  primary key (corp_id, desk_id, n)
);
select corp_table('desk_feed');
create index desk_feed_age on desk_feed (corp_id, desk_id, at);
create unique index desk_feed_word on desk_feed (corp_id, chat_id, seq) where seq is not null;

-- What a program was handed: leave to read what came, or to say one thing at a moment that passes.
create table desk_passes (
  corp_id    text        not null,
  hash       text        not null,
  kind       text        not null check (kind in ('read', 'say')),
  desk_id    text        not null,
  chat_id    text,
  expires_at timestamptz not null,
  used_at    timestamptz,
  primary key (corp_id, hash)
);
select corp_table('desk_passes');
create index desk_passes_age on desk_passes (corp_id, expires_at);
