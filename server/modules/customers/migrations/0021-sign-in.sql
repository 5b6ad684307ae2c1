-- Addresses a customer has proved to be theirs; whoever proves the same one again is the same person.
create table customer_proofs (
  corp_id     text        not null,
  way         text        not null check (way in ('sms', 'email', 'wechat')),
  address     text        not null,
  customer_id text        not null,
  proved_at   timestamptz not null,
  primary key (corp_id, way, address)
);
select corp_table('customer_proofs');
create index customer_proofs_of on customer_proofs (corp_id, customer_id);

-- One open code per phone or mailbox and customer.
create table customer_codes (
  corp_id     text        not null,
  customer_id text        not null,
  way         text        not null check (way in ('sms', 'email')),
  address     text        not null,
  code_hash   text        not null,          -- keyed with the installation's secret: six digits alone are soon guessed
  tries       int         not null default 0,
  expires_at  timestamptz not null,
  primary key (corp_id, customer_id, way)
);
select corp_table('customer_codes');
