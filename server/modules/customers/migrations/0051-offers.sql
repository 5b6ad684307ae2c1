-- Messages of a group that are offers: whoever wants none sees a folded line in their place.
create table chat_offers (
  corp_id text   not null,
  chat_id text   not null,
  cid     text   not null,  -- of the message, known before it is said
  primary key (corp_id, chat_id, cid)
);
select corp_table('chat_offers');
