-- Accounts of the company elsewhere, through which customers write.
create table channel_accounts (
  corp_id      text        not null,
  id           text        not null,
  kind         text        not null,
  name         text        not null,
  settings     jsonb       not null default '{}',   -- what is not secret, by field
  sealed       text        not null,                -- the secrets, by field
  hook_sealed  text        not null,                -- the key of its address, shown to administrators; the front desk holds its hash
  member_ids   text[]      not null,                -- who serve newcomers, in turn
  turns        bigint      not null default 0,
  cursor       text        not null default '',     -- how far it has been read
  token_sealed text,                                -- what the other side lends us for some hours
  token_until  timestamptz,
  state        text        not null default 'new' check (state in ('new', 'ok', 'failing')),
  last_error   text        not null default '',
  last_ok_at   timestamptz,
  created_at   timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('channel_accounts');

-- Whom an account knows, and what its rules allow us to send them.
create table channel_contacts (
  corp_id       text        not null,
  account_id    text        not null,
  outside_id    text        not null,               -- what the other side calls them
  union_id      text,                               -- the same for all accounts of one owner
  customer_id   text        not null,
  chat_id       text        not null,
  heard_at      timestamptz,                        -- when they last wrote
  heard_seq     bigint      not null default 0,     -- where that stands in the chat
  heard_sent    int         not null default 0,     -- sent since
  entered_at    timestamptz,                        -- when they last followed, scanned or pressed a menu
  entered_sent  int         not null default 0,
  reachable     boolean     not null default true,  -- false after they left the account
  thread        jsonb       not null default '{}',  -- what an answer refers to
  primary key (corp_id, account_id, outside_id)
);
select corp_table('channel_contacts');
create index channel_contacts_chat on channel_contacts (corp_id, chat_id);
create index channel_contacts_customer on channel_contacts (corp_id, customer_id);
create index channel_contacts_union on channel_contacts (corp_id, union_id) where union_id is not null;

-- What was handed to an account. A key is handed over once.
create table channel_sends (
  corp_id    text        not null,
  account_id text        not null,
  key        text        not null,
  outside_id text        not null,
  grant_used text        not null,                  -- 'message', 'entry' or 'free': what the count was taken from
  state      text        not null check (state in ('sending', 'sent', 'failed')),
  ref        text        not null default '',
  error      text        not null default '',
  at         timestamptz not null,
  primary key (corp_id, account_id, key)
);
select corp_table('channel_sends');
