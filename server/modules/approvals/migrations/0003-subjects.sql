-- What another module or a program started a request for is looked up by programs that know it by their own number.
create index approvals_subject on approvals (corp_id, subject) where subject <> '';
