-- A program keeps calendars and events of its own among those of people, and reaches no others.
alter table calendars
  add column program_id      text,
  add column program_default boolean not null default false,
  add column colour_code     text,
  add column note            text    not null default '',
  -- its owner reads it and may remove it; who made it writes
  add column owner_reads     boolean not null default false,
  -- counts every change of an event in it
  add column change_no       bigint  not null default 0;
create index calendars_program on calendars (corp_id, program_id, owner_id) where program_id is not null;

alter table calendar_events
  add column program_id text,
  -- attendees who may change it as its organizer does
  add column admins     text[] not null default '{}',
  add column change_no  bigint not null default 0;

-- Events that are no more, so that programs which read changes hear of it. What it said is kept for the program that made it, alone.
create table calendar_gone (
  corp_id     text        not null,
  event_id    text        not null,
  calendar_id text        not null,
  uid         text        not null,
  change_no   bigint      not null,
  program_id  text,
  said        jsonb,
  primary key (corp_id, event_id),
  foreign key (corp_id, calendar_id) references calendars (corp_id, id) on delete cascade
);
select corp_table('calendar_gone');
create index calendar_gone_changes on calendar_gone (corp_id, calendar_id, change_no);

create function number_calendar_change() returns trigger language plpgsql as $$
declare n bigint;
begin
  if tg_op = 'DELETE' then
    update calendars set change_no = change_no + 1
     where corp_id = old.corp_id and id = old.calendar_id returning change_no into n;
    if found then
      insert into calendar_gone (corp_id, event_id, calendar_id, uid, change_no, program_id, said)
      values (old.corp_id, old.id, old.calendar_id, old.uid, n, old.program_id,
              case when old.program_id is not null then to_jsonb(old) end)
      on conflict do nothing;
    end if;
    return old;
  end if;
  update calendars set change_no = change_no + 1
   where corp_id = new.corp_id and id = new.calendar_id returning change_no into new.change_no;
  return new;
end $$;
create trigger number_calendar_change before insert or update on calendar_events
  for each row execute function number_calendar_change();
create trigger number_calendar_removal after delete on calendar_events
  for each row execute function number_calendar_change();
