-- The highest AgentId a company ever gave away, so that the number of an app that is gone never names another one.
create table app_numbers (
  corp_id text   not null,
  last    bigint not null,
  primary key (corp_id)
);
select corp_table('app_numbers');
