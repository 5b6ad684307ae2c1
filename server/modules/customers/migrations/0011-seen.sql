-- How far the customer's page has shown the chat.
alter table customer_follows add column seen_seq bigint not null default 0;
