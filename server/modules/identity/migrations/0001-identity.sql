create table credentials (
  corp_id       text        not null,
  member_id     text        not null,
  password_hash text,                      -- argon2id
  changed_at    timestamptz not null,
  primary key (corp_id, member_id)
);
select corp_table('credentials');

create table sessions (
  corp_id      text        not null,
  id           text        not null,
  member_id    text        not null,
  agent        text        not null default '',
  ip           text        not null default '',
  way          text        not null check (way in ('password', 'passkey', 'sso', 'invitation')),
  strong       boolean     not null,       -- two factors were shown, or a passkey
  created_at   timestamptz not null,
  seen_at      timestamptz not null,       -- within a minute or so
  confirmed_at timestamptz not null,       -- the member last proved to be the one sitting there
  expires_at   timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('sessions');
create index sessions_member on sessions (corp_id, member_id);

-- Networks a member has signed in from: a flood of wrong passwords from elsewhere does not lock them out there.
create table known_places (
  corp_id   text        not null,
  member_id text        not null,
  place     text        not null,          -- hash of the address or its /64
  seen_at   timestamptz not null,
  primary key (corp_id, member_id, place)
);
select corp_table('known_places');

-- What an administrator may do. The owner holds every right; the other roles are kept apart on purpose.
create table admins (
  corp_id     text        not null,
  member_id   text        not null,
  role        text        not null check (role in ('owner', 'system', 'security', 'audit')),
  departments text[],                      -- null: the whole company
  since       timestamptz not null,
  primary key (corp_id, member_id, role)
);
select corp_table('admins');

-- One row per company that changed something; the defaults hold for the others.
create table sign_in_policies (
  corp_id        text   not null,
  second_factor  text   not null default 'optional' check (second_factor in ('optional', 'admins', 'everyone')),
  session_hours  int    not null default 720,
  idle_minutes   int    not null default 20160,
  ways           text[] not null default '{password,passkey,sso}',
  admin_networks text[] not null default '{}',   -- CIDR; empty: from anywhere
  primary key (corp_id)
);
select corp_table('sign_in_policies');

create table totps (
  corp_id    text        not null,
  member_id  text        not null,
  sealed     text        not null,         -- the secret, encrypted
  active     boolean     not null,         -- a first code has been shown
  last_step  bigint      not null default 0, -- codes of this half minute and before are used up
  created_at timestamptz not null,
  primary key (corp_id, member_id)
);
select corp_table('totps');

create table recovery_codes (
  corp_id   text        not null,
  member_id text        not null,
  code_hash text        not null,
  used_at   timestamptz,
  primary key (corp_id, member_id, code_hash)
);
select corp_table('recovery_codes');

create table passkeys (
  corp_id       text        not null,
  id            text        not null,
  member_id     text        not null,
  credential_id text        not null,      -- base64url
  public_key    text        not null,      -- base64url, COSE
  counter       bigint      not null,
  transports    text[]      not null,
  name          text        not null,
  created_at    timestamptz not null,
  used_at       timestamptz,
  primary key (corp_id, id),
  unique (corp_id, credential_id)
);
select corp_table('passkeys');
create index passkeys_member on passkeys (corp_id, member_id);

create table sso_settings (
  corp_id        text    not null,
  enabled        boolean not null,
  issuer         text    not null,
  client_id      text    not null,
  sealed_secret  text    not null,
  match          text    not null check (match in ('email', 'userid')),
  claim          text    not null,         -- where the userid or mail stands in the token
  create_members boolean not null,
  button         text    not null,         -- what the sign-in page says; '' for its own words
  primary key (corp_id)
);
select corp_table('sso_settings');

-- Whom the identity provider knows as whom. Made at the first sign-in; from then on only the subject counts.
create table sso_subjects (
  corp_id   text        not null,
  issuer    text        not null,
  subject   text        not null,
  member_id text        not null,
  since     timestamptz not null,
  primary key (corp_id, issuer, subject),
  unique (corp_id, issuer, member_id)
);
select corp_table('sso_subjects');
