-- Where a posting was reckoned from another currency: which, how much of it in minor units, and the rate in hundred millionths.
alter table postings
  add column foreign_currency text   not null default '',
  add column foreign_amount   bigint not null default 0,
  add column rate_e8          bigint not null default 100000000;
