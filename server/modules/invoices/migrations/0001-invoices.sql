-- The folder of invoices. What was not found is '' or null.
create table invoices (
  corp_id       text        not null,
  id            text        not null,
  owner         text        not null,
  kind          text        not null check (kind in ('special', 'ordinary', 'train', 'flight', 'toll', 'vehicle', 'other')),
  code          text        not null default '',
  number        text        not null default '',
  issued_on     date,
  excl_tax      bigint,                          -- fen, like all amounts here
  tax           bigint,
  total         bigint check (total >= 0),
  seller_name   text        not null default '',
  seller_tax_id text        not null default '',
  buyer_name    text        not null default '',
  buyer_tax_id  text        not null default '',
  check_code    text        not null default '',
  lines         jsonb       not null default '[]',
  confidence    jsonb       not null default '{}',
  source        text        not null check (source in ('pdf', 'ofd', 'xml', 'photo', 'qr')),
  file_id       text,
  file_sha      text        not null default '', -- SHA-256 of the file, hex
  added_at      timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('invoices');
create index invoices_owner on invoices (corp_id, owner, id);
create index invoices_alike on invoices (corp_id, issued_on, total);
create index invoices_number on invoices (corp_id, number) where number <> '';
-- The hard stop: an invoice is in the company once, and so is a file.
create unique index invoices_once on invoices (corp_id, code, number) where number <> '';
create unique index invoices_file_once on invoices (corp_id, file_sha) where file_sha <> '';

-- What claims take of an invoice. All of it together never exceeds the total; the writer holds the invoice's row meanwhile.
create table invoice_holds (
  corp_id    text        not null,
  invoice_id text        not null,
  claim_id   text        not null,
  amount     bigint      not null check (amount > 0),
  used       boolean     not null default false,  -- the claim is settled
  since      timestamptz not null,
  primary key (corp_id, invoice_id, claim_id),
  foreign key (corp_id, invoice_id) references invoices (corp_id, id)
);
select corp_table('invoice_holds');
create index invoice_holds_claim on invoice_holds (corp_id, claim_id);
