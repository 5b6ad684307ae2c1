-- Amounts are minor units of the company's currency unless a currency stands beside them.
create table expense_types (
  corp_id       text    not null,
  id            text    not null,
  name          text    not null,
  en            text,
  account       text    not null,                -- of the books
  needs_invoice boolean not null,
  per_day       bigint,
  per_claim     bigint,
  tiers         jsonb   not null default '[]',
  sort          int     not null,
  retired_at    timestamptz,
  primary key (corp_id, id)
);
select corp_table('expense_types');

create table expense_numbers (
  corp_id text not null,
  kind    text not null,
  day     text not null,
  last    int  not null,
  primary key (corp_id, kind, day)
);
select corp_table('expense_numbers');

create table expense_claims (
  corp_id      text        not null,
  id           text        not null,
  no           text        not null,
  member_id    text        not null,
  cid          uuid        not null,             -- chosen by the client; makes a retry harmless
  state        text        not null,
  purpose      text        not null,
  currency     text        not null,
  total        bigint      not null,             -- of the lines
  settled      bigint      not null default 0,   -- against advances
  payable      bigint      not null default 0,
  over_limit   boolean     not null default false,
  over_budget  boolean     not null default false,
  over_reason  text        not null default '',
  files        text[]      not null default '{}',
  attempt      int         not null default 0,   -- how often it was submitted
  approval_id  text,
  created_at   timestamptz not null,
  submitted_at timestamptz,
  decided_at   timestamptz,
  paid_at      timestamptz,
  primary key (corp_id, id),
  constraint expense_claims_cid unique (corp_id, member_id, cid),
  constraint expense_claims_no unique (corp_id, no),
  check (total >= 0 and settled >= 0 and payable >= 0)
);
select corp_table('expense_claims');
create index expense_claims_mine on expense_claims (corp_id, member_id, id desc);
create index expense_claims_state on expense_claims (corp_id, state, id);

create table expense_lines (
  corp_id      text    not null,
  claim_id     text    not null,
  no           int     not null,
  type_id      text    not null,
  day          date    not null,
  amount       bigint  not null check (amount > 0),  -- in its own currency, tax included
  tax          bigint  not null,
  currency     text    not null,
  rate_e8      bigint  not null,
  claimed      bigint  not null,
  claimed_tax  bigint  not null,
  approved     bigint  not null,
  cut_reason   text    not null default '',
  cost_centre  text    not null default '',
  city         text    not null default '',
  note         text    not null default '',
  invoice_id   text,
  invoice_code text    not null default '',
  invoice_no   text    not null default '',
  invoice_key  text    not null default '',          -- code and number as they are compared
  over         boolean not null default false,
  live         boolean not null default false,       -- submitted, and neither refused nor withdrawn
  primary key (corp_id, claim_id, no),
  foreign key (corp_id, claim_id) references expense_claims (corp_id, id) on delete cascade,
  check (approved >= 0 and approved <= claimed and claimed_tax >= 0 and claimed_tax <= claimed)
);
select corp_table('expense_lines');
-- The hard stop: an invoice is claimed once.
create unique index expense_lines_invoice on expense_lines (corp_id, invoice_key) where live and invoice_key <> '';

create table expense_budgets (
  corp_id       text    not null,
  id            text    not null,
  name          text    not null,
  department_id text,
  cost_centre   text    not null default '',
  type_id       text,
  from_day      date    not null,
  until_day     date    not null,
  amount        bigint  not null check (amount >= 0),
  strict        boolean not null,
  primary key (corp_id, id)
);
select corp_table('expense_budgets');

create table expense_budget_entries (
  corp_id   text    not null,
  budget_id text    not null,
  claim_id  text    not null,
  line      int     not null,
  amount    bigint  not null,
  state     text    not null check (state in ('hold', 'commit')),
  waived    boolean not null,                    -- did not fit, and was let through with a reason
  primary key (corp_id, budget_id, claim_id, line)
);
select corp_table('expense_budget_entries');
create index expense_budget_entries_claim on expense_budget_entries (corp_id, claim_id);

create table expense_advances (
  corp_id     text        not null,
  id          text        not null,
  no          text        not null,
  member_id   text        not null,
  cid         uuid        not null,
  amount      bigint      not null,
  outstanding bigint      not null,
  note        text        not null,
  given_by    text        not null,
  given_at    timestamptz not null,
  primary key (corp_id, id),
  constraint expense_advances_cid unique (corp_id, cid),
  check (amount > 0 and outstanding >= 0 and outstanding <= amount)
);
select corp_table('expense_advances');
create index expense_advances_owed on expense_advances (corp_id, member_id, id) where outstanding > 0;

-- What of an advance a claim has settled.
create table expense_settlements (
  corp_id    text   not null,
  claim_id   text   not null,
  advance_id text   not null,
  amount     bigint not null check (amount > 0),
  primary key (corp_id, claim_id, advance_id)
);
select corp_table('expense_settlements');

create table payee_accounts (
  corp_id    text        not null,
  member_id  text        not null,
  holder     text        not null,
  bank       text        not null,
  last4      text        not null,
  sealed     text        not null,
  changed_at timestamptz not null,
  primary key (corp_id, member_id)
);
select corp_table('payee_accounts');

create table payment_batches (
  corp_id    text        not null,
  id         text        not null,
  no         text        not null,
  cid        uuid        not null,
  maker      text        not null,
  checker    text,
  state      text        not null check (state in ('made', 'checked', 'closed', 'cancelled')),
  currency   text        not null,
  count      int         not null,
  total      bigint      not null,
  made_at    timestamptz not null,
  checked_at timestamptz,
  primary key (corp_id, id),
  constraint payment_batches_cid unique (corp_id, cid),
  check (checker <> maker)
);
select corp_table('payment_batches');

create table payments (
  corp_id   text   not null,
  id        text   not null,
  batch_id  text   not null,
  claim_id  text   not null,
  key       uuid   not null,                     -- one claim is paid under one key, however often it is tried
  member_id text   not null,
  amount    bigint not null check (amount > 0),
  holder    text   not null,
  bank      text   not null,
  last4     text   not null,
  sealed    text   not null,
  state     text   not null check (state in ('pending', 'paid', 'failed', 'cancelled')),
  attempts  int    not null default 1,
  bank_ref  text   not null default '',
  reason    text   not null default '',
  marked_by text,
  marked_at timestamptz,
  primary key (corp_id, id),
  foreign key (corp_id, batch_id) references payment_batches (corp_id, id)
);
select corp_table('payments');
create unique index payments_key on payments (corp_id, key) where state <> 'cancelled';
create index payments_batch on payments (corp_id, batch_id);

-- The books: written once. Only the number of the export run is filled in later.
create table postings (
  corp_id     text        not null,
  doc         text        not null,
  line        int         not null,
  account     text        not null,
  side        text        not null check (side in ('debit', 'credit')),
  amount      bigint      not null check (amount > 0),
  currency    text        not null,
  cost_centre text        not null default '',
  memo        text        not null,
  day         date        not null,
  posted_at   timestamptz not null,
  export_no   int,
  primary key (corp_id, doc, line)
);
select corp_table('postings');
create index postings_waiting on postings (corp_id, posted_at) where export_no is null;

create table accounting_exports (
  corp_id   text        not null,
  no        int         not null,
  cid       uuid        not null,
  made_by   text        not null,
  made_at   timestamptz not null,
  documents int         not null,
  lines     int         not null,
  debit     bigint      not null,
  credit    bigint      not null,
  currency  text        not null,
  sha256    text        not null,
  csv       text        not null,
  json      text        not null,
  primary key (corp_id, no),
  constraint accounting_exports_cid unique (corp_id, cid)
);
select corp_table('accounting_exports');
