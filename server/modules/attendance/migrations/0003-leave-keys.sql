-- How request forms name a kind of leave; '' for those the company made up itself.
alter table leave_types add column key text not null default '';
create unique index leave_types_key on leave_types (corp_id, key) where key <> '';
