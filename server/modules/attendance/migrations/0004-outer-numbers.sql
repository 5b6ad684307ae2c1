-- Programs know rules and kinds of leave by small numbers, which are given out when they are first asked for and never again.
alter table leave_types add column no int;
create unique index leave_types_no on leave_types (corp_id, no);
alter table attendance_rules add column no int;
create unique index attendance_rules_no on attendance_rules (corp_id, no);
