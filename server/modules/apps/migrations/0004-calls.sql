-- What apps called, by hour: how often, how it ended, and how long it took together.
create table app_call_hours (
  corp_id text        not null,
  app_id  text        not null,
  hour    timestamptz not null,
  route   text        not null,     -- 'GET /api/members', '/cgi-bin/user/get': never an address with its query
  code    text        not null,     -- of the refusal, '' where it went well
  calls   bigint      not null,
  ms      double precision not null,
  primary key (corp_id, app_id, hour, route, code)
);
select corp_table('app_call_hours');

-- Single calls: the last refusals, and a few that went well. No input, no token, no answer.
create table app_call_samples (
  corp_id text        not null,
  app_id  text        not null,
  no      bigint      not null generated always as identity,
  at      timestamptz not null,
  route   text        not null,
  status  int         not null,
  code    text        not null,
  text    text        not null,
  ms      double precision not null,
  primary key (corp_id, app_id, no)
);
select corp_table('app_call_samples');
