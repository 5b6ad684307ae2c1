-- The app has a page that stands beside a chat.
alter table apps add column sidebar boolean not null default false;
