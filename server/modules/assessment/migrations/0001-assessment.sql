create table assessment_templates (
  corp_id    text        not null,
  id         text        not null,
  name       text        not null,
  en         text,
  version    int         not null,              -- the newest
  retired_at timestamptz,
  created_at timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('assessment_templates');

create table assessment_template_versions (
  corp_id     text        not null,
  template_id text        not null,
  version     int         not null,
  form        jsonb       not null,
  made_by     text        not null,
  made_at     timestamptz not null,
  primary key (corp_id, template_id, version)
);
select corp_table('assessment_template_versions');
-- Cycles stand on a version: nobody changes one, not even by mistake.
revoke update, delete on assessment_template_versions from teahouse_app;

create table assessment_cycles (
  corp_id      text        not null,
  id           text        not null,
  plan         jsonb       not null,
  template_id  text        not null,
  version      int         not null,            -- pinned when the cycle begins
  state        text        not null default 'draft' check (state in ('draft', 'running', 'closed')),
  stage        text check (stage in ('self', 'peer', 'manager', 'calibration', 'published', 'appeal')),
  stage_at     timestamptz,
  reminded_at  timestamptz,
  published_at timestamptz,
  waiver       text        not null default '', -- why grades were published outside their shares
  created_at   timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('assessment_cycles');
create index assessment_cycles_running on assessment_cycles (corp_id) where state = 'running';

-- Who is assessed: as it was when the cycle began, and what was amended since.
create table assessment_reviewees (
  corp_id   text not null,
  cycle_id  text not null,
  member_id text not null,
  leader_id text,
  primary key (corp_id, cycle_id, member_id),
  foreign key (corp_id, cycle_id) references assessment_cycles (corp_id, id) on delete cascade
);
select corp_table('assessment_reviewees');
create index assessment_reviewees_leader on assessment_reviewees (corp_id, leader_id);
create index assessment_reviewees_member on assessment_reviewees (corp_id, member_id);

create table assessment_amendments (
  corp_id   text        not null,
  cycle_id  text        not null,
  member_id text        not null,
  change    text        not null check (change in ('added', 'removed', 'leader')),
  reason    text        not null,
  by        text        not null,
  at        timestamptz not null
);
select corp_table('assessment_amendments');
create index assessment_amendments_cycle on assessment_amendments (corp_id, cycle_id);

-- One form: somebody about somebody.
create table assessment_reviews (
  corp_id      text        not null,
  id           text        not null,
  cycle_id     text        not null,
  reviewee_id  text        not null,
  reviewer_id  text        not null,
  relation     text        not null check (relation in ('self', 'manager', 'peer', 'report')),
  state        text        not null default 'waiting' check (state in ('waiting', 'draft', 'submitted', 'excused')),
  comment      text        not null default '',
  saved_at     timestamptz,
  primary key (corp_id, id),
  constraint assessment_reviews_once unique (corp_id, cycle_id, reviewee_id, reviewer_id),
  foreign key (corp_id, cycle_id, reviewee_id) references assessment_reviewees (corp_id, cycle_id, member_id) on delete cascade
);
select corp_table('assessment_reviews');
create index assessment_reviews_reviewer on assessment_reviews (corp_id, reviewer_id, state);

create table assessment_answers (
  corp_id   text not null,
  review_id text not null,
  item_id   text not null,
  score     int,                                -- hundredths on the scale of the indicator
  comment   text not null default '',
  actual    text not null default '',
  primary key (corp_id, review_id, item_id),
  foreign key (corp_id, review_id) references assessment_reviews (corp_id, id) on delete cascade
);
select corp_table('assessment_answers');

-- Numbers of the house, as they were when they were taken.
create table assessment_actuals (
  corp_id   text        not null,
  cycle_id  text        not null,
  member_id text        not null,
  item_id   text        not null,
  metric    text        not null,
  value     int,
  base      int,
  taken_at  timestamptz not null,
  primary key (corp_id, cycle_id, member_id, item_id),
  foreign key (corp_id, cycle_id, member_id) references assessment_reviewees (corp_id, cycle_id, member_id) on delete cascade
);
select corp_table('assessment_actuals');

create table assessment_calibrations (
  corp_id   text        not null,
  cycle_id  text        not null,
  member_id text        not null,
  no        int         not null,
  before    int,
  after     int         not null,
  reason    text        not null,
  by        text        not null,
  at        timestamptz not null,
  primary key (corp_id, cycle_id, member_id, no)
);
select corp_table('assessment_calibrations');
revoke update, delete on assessment_calibrations from teahouse_app;

-- A version of a result is written once. An amendment is the next version; all are kept.
create table assessment_results (
  corp_id   text        not null,
  cycle_id  text        not null,
  member_id text        not null,
  version   int         not null,
  score     int         not null,               -- hundredths of 100
  computed  int,                                -- what the answers added up to
  grade     text        not null,
  source    text        not null check (source in ('published', 'appeal', 'restored')),
  detail    jsonb       not null,
  at        timestamptz not null,
  primary key (corp_id, cycle_id, member_id, version)
);
select corp_table('assessment_results');
revoke update, delete on assessment_results from teahouse_app;
create index assessment_results_member on assessment_results (corp_id, member_id);

create table assessment_acknowledgements (
  corp_id   text        not null,
  cycle_id  text        not null,
  member_id text        not null,
  version   int         not null,
  at        timestamptz not null,
  primary key (corp_id, cycle_id, member_id, version)
);
select corp_table('assessment_acknowledgements');

create table assessment_appeals (
  corp_id     text        not null,
  cycle_id    text        not null,
  member_id   text        not null,
  version     int         not null,             -- the result it is about
  approval_id text        not null,
  state       text        not null default 'running' check (state in ('running', 'granted', 'refused')),
  at          timestamptz not null,
  primary key (corp_id, cycle_id, member_id, version)
);
select corp_table('assessment_appeals');
