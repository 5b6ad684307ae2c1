-- The member's name towards programs of other makers; it is not the one payment knows.
alter table open_ids add column open_userid text;
alter table open_ids add constraint open_ids_open_userid unique (corp_id, open_userid);
