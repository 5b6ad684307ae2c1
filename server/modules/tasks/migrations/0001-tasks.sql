create table tasks (
  corp_id    text        not null,
  id         text        not null,
  title      text        not null,
  note       text        not null default '',
  checklist  jsonb       not null default '[]',
  chat_id    text,
  seq        bigint,
  created_by text        not null,
  assignee   text        not null,
  due_at     timestamptz,
  remind_at  timestamptz,
  created_at timestamptz not null,
  done_at    timestamptz,
  done_by    text,
  primary key (corp_id, id)
);
select corp_table('tasks');
create index tasks_mine on tasks (corp_id, assignee, due_at) where done_at is null;
create index tasks_given on tasks (corp_id, created_by, due_at) where done_at is null;
create index tasks_finished on tasks (corp_id, assignee, done_at) where done_at is not null;
create index tasks_remind on tasks (corp_id, remind_at) where remind_at is not null and done_at is null;

create table task_watchers (
  corp_id   text not null,
  task_id   text not null,
  member_id text not null,
  primary key (corp_id, task_id, member_id),
  foreign key (corp_id, task_id) references tasks (corp_id, id) on delete cascade
);
select corp_table('task_watchers');
create index task_watchers_member on task_watchers (corp_id, member_id);

-- task_id cannot be finished before waits_for
create table task_waits (
  corp_id   text not null,
  task_id   text not null,
  waits_for text not null,
  primary key (corp_id, task_id, waits_for),
  foreign key (corp_id, task_id) references tasks (corp_id, id) on delete cascade,
  foreign key (corp_id, waits_for) references tasks (corp_id, id) on delete cascade
);
select corp_table('task_waits');
create index task_waits_for on task_waits (corp_id, waits_for);

-- What people noted for themselves becomes tasks they gave themselves.
insert into tasks (corp_id, id, title, chat_id, seq, created_by, assignee, due_at, created_at, done_at, done_by)
select corp_id, 'task_' || substr(id, 6), text, chat_id, seq, member_id, member_id, due_at, created_at, done_at,
       case when done_at is not null then member_id end
  from todos;
drop table todos;
