-- Programs look, too: under the name they had then.
alter table attendance_looks add column program_name text;

-- Programs know shifts by small numbers, as they do rules.
alter table shifts add column no int;
create unique index shifts_no on shifts (corp_id, no);
