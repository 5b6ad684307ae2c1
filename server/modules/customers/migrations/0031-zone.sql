-- Where the customer's own clock stands, as their phone says; null: as the company's.
alter table customers add column zone text;
