-- An invoice of the folder may be split over lines; together they stay below its total (invoice_holds). One typed by hand is claimed whole, once.
drop index expense_lines_invoice;
create unique index expense_lines_invoice on expense_lines (corp_id, invoice_key)
  where live and invoice_key <> '' and invoice_id is null;
create index expense_lines_key on expense_lines (corp_id, invoice_key) where live;
