-- Broadcasts that programs make: whether members choose among their customers, and when they were reminded to confirm.
alter table broadcasts add column pick boolean not null default true;
alter table broadcasts add column reminded_at timestamptz[] not null default '{}';
