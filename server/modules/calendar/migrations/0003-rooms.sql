-- Programs know rooms by small numbers, by town, building and floor, and may open one to some people alone.
alter table meeting_rooms
  add column no      int,
  add column spot    jsonb,
  -- a set of members as everywhere; null: open to everybody
  add column open_to jsonb;
create unique index meeting_rooms_no on meeting_rooms (corp_id, no);
