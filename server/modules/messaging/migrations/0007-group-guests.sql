-- Guests of a group come and go: they read what was said since they came, and nothing once they have left. Their name stays known.
alter table chat_guests add column since_seq bigint not null default 0;
alter table chat_guests add column left_at timestamptz;
