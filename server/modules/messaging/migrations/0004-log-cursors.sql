-- How far each consumer above has read each log.
create table log_cursors (
  corp_id  text   not null,
  consumer text   not null,
  chat_id  text   not null,
  seq      bigint not null,
  primary key (corp_id, consumer, chat_id)
);
select corp_table('log_cursors');
