create table attendance_rules (
  corp_id    text        not null,
  id         text        not null,
  name       text        not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (corp_id, id)
);
select corp_table('attendance_rules');

-- What a rule says from a day on. A version that a closed month stands on is never changed.
create table attendance_rule_versions (
  corp_id text  not null,
  rule_id text  not null,
  version int   not null,
  since   text  collate "C" not null,           -- 'YYYY-MM-DD'
  config  jsonb not null,
  primary key (corp_id, rule_id, version)
);
select corp_table('attendance_rule_versions');

-- A department (and all below it) or a single member follows one rule; the nearest word holds.
create table attendance_scopes (
  corp_id text not null,
  target  text not null,
  rule_id text not null,
  primary key (corp_id, target)
);
select corp_table('attendance_scopes');
create index attendance_scopes_rule on attendance_scopes (corp_id, rule_id);

create table attendance_places (
  corp_id    text        not null,
  id         text        not null,
  name       text        not null,
  lat        float8      not null,               -- WGS-84
  lng        float8      not null,
  radius_m   int         not null,
  networks   text[]      not null default '{}',  -- CIDR
  wifi       jsonb       not null default '[]',
  member_ids text[]      not null default '{}',  -- who may punch here besides their rule
  removed_at timestamptz,
  primary key (corp_id, id)
);
select corp_table('attendance_places');

create table shifts (
  corp_id    text        not null,
  id         text        not null,
  name       text        not null,
  color      int         not null,
  times      jsonb       not null,
  removed_at timestamptz,
  primary key (corp_id, id)
);
select corp_table('shifts');

create table roster_cells (
  corp_id   text not null,
  member_id text not null,
  day       text collate "C" not null,
  shift_id  text,                                -- null: a day off
  primary key (corp_id, member_id, day)
);
select corp_table('roster_cells');

create table punches (
  corp_id      text        not null,
  member_id    text        not null,
  id           text        not null,
  cid          uuid        not null,             -- chosen by the client; makes a retry harmless
  at           timestamptz not null,             -- the server's clock
  kind         text        not null check (kind in ('punch', 'field', 'correction')),
  grade        int         not null,
  place_id     text,
  place_name   text        not null default '',
  distance_m   int,
  outside      boolean     not null default false,
  below_grade  boolean     not null default false,
  device_id    text        not null default '',
  new_device   boolean     not null default false,
  device_at    timestamptz,                      -- what the device's clock said, where the punch waited there
  note         text        not null default '',
  photos       text[]      not null default '{}',
  lat          float8,                           -- kept only where the rule says so
  lng          float8,
  kiosk_step   bigint,                           -- which kiosk code was used: each serves a person once
  ref          text        not null default '',  -- what a correction rests on
  primary key (corp_id, id)
);
select corp_table('punches');
create unique index punches_cid on punches (corp_id, member_id, cid);
create unique index punches_kiosk on punches (corp_id, member_id, place_id, kiosk_step) where kiosk_step is not null;
create index punches_at on punches (corp_id, member_id, at);

-- Approved leave, trips, errands and overtime.
create table absences (
  corp_id    text        not null,
  id         text        not null,
  member_id  text        not null,
  kind       text        not null check (kind in ('leave', 'trip', 'out', 'overtime')),
  type_id    text,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  ref        text        not null,               -- the approval, or who wrote it down
  note       text        not null default '',
  state      text        not null check (state in ('asked', 'granted')),
  cost_sec   bigint      not null default 0,     -- what it takes from the balance of its type
  created_at timestamptz not null,
  primary key (corp_id, id),
  constraint absences_ref unique (corp_id, ref)
);
select corp_table('absences');
create index absences_member on absences (corp_id, member_id, ends_at);

create table holiday_years (
  corp_id text        not null,
  year    int         not null,
  version int         not null,
  days    jsonb       not null,
  source  text        not null,
  set_by  text        not null,
  set_at  timestamptz not null,
  primary key (corp_id, year, version)
);
select corp_table('holiday_years');

create table attendance_closings (
  corp_id   text        not null,
  month     text        collate "C" not null,    -- 'YYYY-MM'
  state     text        not null check (state in ('closing', 'closed')),
  holidays  text        not null,                -- the version of the calendar it stands on
  closed_by text        not null,
  closed_at timestamptz not null,
  done      int         not null default 0,
  total     int         not null default 0,
  primary key (corp_id, month)
);
select corp_table('attendance_closings');

-- The snapshot of a closed month: one row per person and month, their days with the rule and version each was computed by.
create table attendance_months (
  corp_id   text  not null,
  month     text  collate "C" not null,
  member_id text  not null,
  figures   jsonb not null,
  days      jsonb not null,
  rules     jsonb not null,                      -- per day: rule and version
  primary key (corp_id, month, member_id)
);
select corp_table('attendance_months');
create index attendance_months_member on attendance_months (corp_id, member_id, month);

-- What changed in a closed month afterwards, counted in an open one.
create table attendance_adjustments (
  corp_id    text        not null,
  id         text        not null,
  member_id  text        not null,
  origin     text        collate "C" not null,
  month      text        collate "C" not null,
  difference jsonb       not null,
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('attendance_adjustments');
create index attendance_adjustments_member on attendance_adjustments (corp_id, member_id, month);

-- Who looked at whose comings and goings; repeats within the hour are counted.
create table attendance_looks (
  corp_id   text        not null,
  member_id text        not null,
  viewer_id text        not null,
  what      text        not null check (what in ('month', 'day', 'table', 'export')),
  of        text        not null,
  hour      timestamptz not null,
  at        timestamptz not null,
  times     int         not null default 1,
  primary key (corp_id, member_id, viewer_id, what, of, hour)
);
select corp_table('attendance_looks');
create index attendance_looks_at on attendance_looks (corp_id, member_id, at);

create table leave_types (
  corp_id     text    not null,
  id          text    not null,
  name        text    not null,
  unit        text    not null check (unit in ('day', 'half_day', 'hour')),
  day_sec     int     not null,                  -- how many seconds of work a day of it stands for
  balanced    boolean not null,                  -- false: taken without a balance
  debt        boolean not null default false,    -- the balance may go below nothing
  sort        int     not null default 0,
  removed_at  timestamptz,
  primary key (corp_id, id)
);
select corp_table('leave_types');

-- The ledger of leave, in seconds of work. Rows are only ever added; the balance is their sum.
create table leave_entries (
  corp_id    text        not null,
  id         text        not null,
  member_id  text        not null,
  type_id    text        not null,
  kind       text        not null check (kind in ('grant', 'hold', 'release', 'consume', 'restore', 'expire', 'adjust')),
  seconds    bigint      not null,
  ref        text        not null,               -- what it rests on: an approval, a grant
  expires_on text        collate "C",            -- grants: last day they can be used
  note       text        not null default '',
  by_id      text        not null,
  created_at timestamptz not null,
  primary key (corp_id, id),
  constraint leave_entries_once unique (corp_id, member_id, type_id, ref, kind)
);
select corp_table('leave_entries');
revoke update, delete on leave_entries from teahouse_app;
