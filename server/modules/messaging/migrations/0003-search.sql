-- What messages say, cut into tokens. Apart from the messages, so it can be dropped and made anew.
create table message_search (
  corp_id text        not null,
  chat_id text        not null,
  seq     bigint      not null,
  at      timestamptz not null,
  kind    text        not null,  -- text, file, image, link
  tok     tsvector    not null,
  primary key (corp_id, chat_id, seq)
);
select corp_table('message_search');
create index message_search_tok on message_search using gin (tok);
create index message_search_at on message_search (corp_id, at desc);

-- How far each chat has been read by the indexer.
create table search_cursors (
  corp_id text   not null,
  chat_id text   not null,
  seq     bigint not null,
  primary key (corp_id, chat_id)
);
select corp_table('search_cursors');
