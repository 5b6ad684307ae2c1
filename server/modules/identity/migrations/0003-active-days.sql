-- How many members were here on a day, and nothing of who: a row says the last day of one member, so that each is counted once.
create table active_days (
  corp_id text not null,
  day     date not null,                   -- of the company's zone
  members int  not null,
  primary key (corp_id, day)
);
select corp_table('active_days');

create table last_active (
  corp_id   text not null,
  member_id text not null,
  day       date not null,
  primary key (corp_id, member_id)
);
select corp_table('last_active');
