-- What is granted every year, and the departments whose people may ask for it: none means everybody.
alter table leave_types add column yearly jsonb;
alter table leave_types add column departments text[] not null default '{}';
-- Overtime earns it, hour for hour, to be taken within so many months: one kind of leave at most.
alter table leave_types add column time_off_months int;
