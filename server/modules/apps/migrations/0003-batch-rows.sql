-- What became of each row of a batch job; a row is written with what it did, so a job that is run twice does nothing twice.
create table app_job_rows (
  corp_id text   not null,
  job_id  text   not null,
  no      bigint not null,
  result  jsonb  not null,   -- {userid | partyNo, action, code}: code of what went wrong, '' for nothing
  primary key (corp_id, job_id, no)
);
select corp_table('app_job_rows');
