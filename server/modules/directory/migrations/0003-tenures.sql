-- From which day to which a member is employed, in the company's own calendar. Without a row: from the day the member was entered.
create table tenures (
  corp_id   text not null,
  member_id text not null,
  since     date not null,
  until     date,                                -- the last day; null: to this day
  primary key (corp_id, member_id, since),
  check (until >= since)
);
select corp_table('tenures');
