-- What each day of a leave took, so that a changed schedule changes those days alone: [{day, covered, standard, seconds}].
alter table absences add column slices jsonb;
create index absences_ahead on absences (corp_id, ends_at) where kind = 'leave';
