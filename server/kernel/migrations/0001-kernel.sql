-- Events that have been committed and not yet delivered to every subscriber.
create table outbox (
  corp_id      text        not null,
  id           bigint      generated always as identity,
  name         text        not null,
  payload      jsonb       not null,
  attempts     int         not null default 0,
  due_at       timestamptz not null default now(),
  locked_until timestamptz,
  last_error   text,
  dead_at      timestamptz,
  primary key (corp_id, id)
);
select corp_table('outbox');
create index outbox_due on outbox (due_at) where dead_at is null;

create table jobs (
  corp_id      text        not null,
  id           text        not null,
  name         text        not null,
  key          text,
  payload      jsonb       not null,
  due_at       timestamptz not null,
  attempts     int         not null default 0,
  locked_until timestamptz,
  last_error   text,
  dead_at      timestamptz,
  primary key (corp_id, id),
  unique (corp_id, name, key)
);
select corp_table('jobs');
create index jobs_due on jobs (due_at) where dead_at is null;

-- Secrets that strangers show us before we know their company: the one table that is not split by company.
-- Units of work may put keys in and take their own company's out, but never read it.
create table front_desk (
  kind       text        not null,
  key_hash   text collate "C" not null,
  corp_id    text        not null,
  opens      text        not null,  -- id of what the key opens
  holder     text        not null,  -- whose key it is: revoking a holder takes all of theirs
  expires_at timestamptz,
  primary key (kind, key_hash)
);
create index front_desk_holder on front_desk (corp_id, holder);
grant insert on front_desk to teahouse_app;
create function take_back_keys(wanted_kind text, wanted_holder text, wanted_opens text) returns bigint
language plpgsql security definer set search_path = public as $$
declare n bigint;
begin
  delete from front_desk
   where corp_id = current_setting('teahouse.corp_id')
     and (wanted_kind is null or kind = wanted_kind)
     and (wanted_holder is null or holder = wanted_holder)
     and (wanted_opens is null or opens = wanted_opens);
  get diagnostics n = row_count;
  return n;
end $$;
revoke all on function take_back_keys(text, text, text) from public;
grant execute on function take_back_keys(text, text, text) to teahouse_app;

-- The audit chain: each entry carries the hash of the one before it. Units of work append and read; nobody changes or removes.
create table audit_heads (
  corp_id  text   not null,
  last_no  bigint not null default 0,
  last_sha text   not null default '',
  primary key (corp_id)
);
select corp_table('audit_heads');
create table audit_entries (
  corp_id text        not null,
  no      bigint      not null,  -- dense per company
  at      timestamptz not null,
  actor   text        not null,
  action  text        not null,
  object  text        not null,
  detail  jsonb       not null,
  sha     text        not null,
  primary key (corp_id, no)
);
select corp_table('audit_entries');
revoke update, delete on audit_entries from teahouse_app;
create index audit_entries_at on audit_entries (corp_id, at);

-- One row of settings for the whole installation (keys made at first start); units of work never see it.
create table installation (
  name  text primary key,
  value jsonb not null
);
