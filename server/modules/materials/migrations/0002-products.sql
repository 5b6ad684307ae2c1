-- A script can be a product: {price, currency, sn, pictures}; its words describe it.
alter table materials add column product jsonb;
alter table materials add column made_by text; -- the app that keeps it; null where members do
