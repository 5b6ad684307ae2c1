create table todos (
  corp_id    text        not null,
  id         text        not null,
  member_id  text        not null,
  chat_id    text,
  seq        bigint,
  text       text        not null,
  created_at timestamptz not null,
  due_at     timestamptz,
  done_at    timestamptz,
  primary key (corp_id, id)
);
select corp_table('todos');
create index todos_mine on todos (corp_id, member_id, created_at);

create table scheduled (
  corp_id   text        not null,
  id        text        not null,
  member_id text        not null,
  chat_id   text        not null,
  client_id uuid        not null,
  draft     jsonb       not null,
  due_at    timestamptz not null,
  failed    text,
  primary key (corp_id, id)
);
select corp_table('scheduled');
create index scheduled_mine on scheduled (corp_id, member_id, due_at);
