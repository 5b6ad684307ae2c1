-- Programs name a tag by a small number, as they name departments; and a tag may hold whole departments.
alter table tags add column no bigint;
update tags t set no = n.no from (
  select corp_id, id, row_number() over (partition by corp_id order by created_at, id) no from tags) n
 where n.corp_id = t.corp_id and n.id = t.id;
alter table tags alter column no set not null;
alter table tags add constraint tags_no unique (corp_id, no);

create table tag_departments (
  corp_id       text not null,
  tag_id        text not null,
  department_id text not null,
  primary key (corp_id, tag_id, department_id)
);
select corp_table('tag_departments');
create index tag_departments_department on tag_departments (corp_id, department_id);

-- What customers and mail see of a member; programs keep it for us: {position, profile, bizMail, bizMailAlias, nickname}.
alter table members add column outward jsonb not null default '{}';
-- Nobody chose this userid: it was made from the name, and may be changed once by a program.
alter table members add column userid_made boolean not null default false;
