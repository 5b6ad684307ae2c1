create table notice_settings (
  corp_id       text        not null,
  member_id     text        not null,
  push          boolean     not null default true,
  mentions_only boolean     not null default false,
  hide_content  boolean     not null default false,
  quiet         jsonb,                                -- {from: 'HH:MM', to: 'HH:MM', days: [1..7]}
  dnd_until     timestamptz,
  zone          text,
  digest        text        not null default 'daily' check (digest in ('off', 'hourly', 'daily')),
  digested_at   timestamptz,                          -- what was said before is not told again
  primary key (corp_id, member_id)
);
select corp_table('notice_settings');
create index notice_settings_hourly on notice_settings (corp_id, digested_at) where digest = 'hourly';

-- A browser that takes pushes. It hears of the member only as long as the session it subscribed in stands.
create table push_subscriptions (
  corp_id    text        not null,
  id         text        not null,
  member_id  text        not null,
  session_id text        not null,
  endpoint   text        not null,
  p256dh     text        not null,
  auth       text        not null,
  created_at timestamptz not null,
  primary key (corp_id, id),
  unique (corp_id, endpoint)
);
select corp_table('push_subscriptions');
create index push_subscriptions_member on push_subscriptions (corp_id, member_id);

-- What waits to be pushed: one row per member and chat, so a busy chat is one notice with its newest words.
create table push_waiting (
  corp_id      text        not null,
  member_id    text        not null,
  chat_id      text        not null,                  -- '' for a test
  n            bigint      not null,
  title        text        not null,
  body         text        not null,
  urgent       boolean     not null,
  due_at       timestamptz not null,
  attempts     int         not null default 0,
  locked_until timestamptz,
  primary key (corp_id, member_id, chat_id)
);
select corp_table('push_waiting');
create index push_waiting_due on push_waiting (corp_id, due_at);

-- The last local day on which the daily mails of a company went out.
create table digest_days (
  corp_id text not null,
  day     text not null,
  after   text not null default '',                   -- members up to this id have been served
  primary key (corp_id)
);
select corp_table('digest_days');
