-- Programs that act in a company. Each company has two from the beginning: its directory (`contacts`) and its customers (`customers`).
create table apps (
  corp_id         text        not null,
  id              text        not null,
  no              bigint      not null,       -- WeCom's AgentId
  kind            text        not null check (kind in ('self_built', 'contacts', 'customers')),
  name            text        not null,
  description     text        not null default '',
  logo_file       text,
  home_url        text        not null default '',
  trusted_domain  text        not null default '',  -- OAuth and JS-SDK pages live there
  visible         jsonb       not null,       -- {all, memberIds, departmentIds, tagIds}
  allowed_ips     text[]      not null default '{}', -- addresses or CIDR ranges; none = everywhere
  scopes          text[]      not null,
  menu            jsonb,                      -- {button: […]} as WeCom writes it
  report_location boolean     not null default false,
  report_enter    boolean     not null default false,
  enabled         boolean     not null default true,
  secret_sealed   text        not null,       -- shown again to administrators; the front desk holds its hash
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  primary key (corp_id, id),
  constraint apps_no unique (corp_id, no)
);
select corp_table('apps');

-- Access tokens handed out. The token is stored sealed, since asking again within its life gives the same one.
create table app_tokens (
  corp_id      text        not null,
  app_id       text        not null,
  key_hash     text        not null,
  token_sealed text        not null,
  issued_at    timestamptz not null,
  expires_at   timestamptz not null,
  primary key (corp_id, app_id, key_hash)
);
select corp_table('app_tokens');
create index app_tokens_expiry on app_tokens (expires_at);
