create extension if not exists btree_gist;

create table calendars (
  corp_id    text        not null,
  id         text        not null,
  owner_id   text        not null,
  title      text        not null,
  colour     text        not null,
  -- the one that everybody has
  first      boolean     not null,
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('calendars');
create index calendars_owner on calendars (corp_id, owner_id);
create unique index calendars_first on calendars (corp_id, owner_id) where first;

create table calendar_shares (
  corp_id     text not null,
  calendar_id text not null,
  member_id   text not null,
  role        text not null,
  primary key (corp_id, calendar_id, member_id),
  foreign key (corp_id, calendar_id) references calendars (corp_id, id) on delete cascade
);
select corp_table('calendar_shares');
create index calendar_shares_member on calendar_shares (corp_id, member_id);

-- A series, or an event that takes place once. Times are wall-clock in `zone`; starts_at and ends_at bound every occurrence, and
-- a series without an end has no ends_at.
create table calendar_events (
  corp_id     text        not null,
  id          text        not null,
  calendar_id text        not null,
  uid         text        not null,
  organizer   text        not null,
  title       text        not null,
  note        text        not null,
  place       text        not null,
  room_id     text,
  zone        text        not null,
  all_day     boolean     not null,
  start_local text        not null,
  minutes     int         not null,
  rule        text,
  workdays    boolean     not null,
  private     boolean     not null,
  free        boolean     not null,
  remind      int[]       not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz,
  revision    int         not null default 0,
  changed_at  timestamptz not null,
  primary key (corp_id, id),
  unique (corp_id, calendar_id, uid),
  foreign key (corp_id, calendar_id) references calendars (corp_id, id) on delete cascade
);
select corp_table('calendar_events');
create index calendar_events_span on calendar_events (corp_id, calendar_id, starts_at);

-- What one occurrence says otherwise than its series; null: as the series says.
create table calendar_overrides (
  corp_id     text not null,
  event_id    text not null,
  occurrence  text not null,
  cancelled   boolean not null,
  title       text,
  note        text,
  place       text,
  start_local text not null,
  minutes     int  not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  primary key (corp_id, event_id, occurrence),
  foreign key (corp_id, event_id) references calendar_events (corp_id, id) on delete cascade
);
select corp_table('calendar_overrides');

-- occurrence '': asked to the series; otherwise the answer to that one alone
create table calendar_attendees (
  corp_id    text not null,
  event_id   text not null,
  occurrence text not null default '',
  member_id  text not null,
  answer     text not null,
  primary key (corp_id, event_id, occurrence, member_id),
  foreign key (corp_id, event_id) references calendar_events (corp_id, id) on delete cascade
);
select corp_table('calendar_attendees');
create index calendar_attendees_member on calendar_attendees (corp_id, member_id) where occurrence = '';

create table meeting_rooms (
  corp_id    text    not null,
  id         text    not null,
  name       text    not null,
  place      text    not null,
  capacity   int,
  equipment  text[]  not null,
  retired_at timestamptz,
  primary key (corp_id, id)
);
select corp_table('meeting_rooms');

-- Two bookings of a room cannot overlap, whoever books at the same moment.
create table room_bookings (
  corp_id    text      not null,
  room_id    text      not null,
  event_id   text      not null,
  occurrence text      not null,
  during     tstzrange not null,
  primary key (corp_id, event_id, occurrence),
  foreign key (corp_id, event_id) references calendar_events (corp_id, id) on delete cascade,
  exclude using gist (corp_id with =, room_id with =, during with &&)
);
select corp_table('room_bookings');

-- A reminder that went out. The row is the proof: whoever inserts it sends it.
create table calendar_reminders (
  corp_id    text        not null,
  event_id   text        not null,
  occurrence text        not null,
  member_id  text        not null,
  minutes    int         not null,
  at         timestamptz not null,
  primary key (corp_id, event_id, occurrence, member_id, minutes),
  foreign key (corp_id, event_id) references calendar_events (corp_id, id) on delete cascade
);
select corp_table('calendar_reminders');
