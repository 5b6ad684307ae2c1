-- How often something was tried lately, counted over all replicas. Whom it counts is a hash. Losing it in a crash does no harm.
create unlogged table throttles (
  name  text        not null,
  tries int         not null,
  until timestamptz not null,   -- the window ends; the next try begins a new one
  primary key (name)
);
create index throttles_until on throttles (until);
