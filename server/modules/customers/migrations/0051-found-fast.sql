-- Every one, two and three neighbouring characters of a line: what a piece of a name, of its pinyin or of a phone is found by.
create function word_grams(line text) returns text[]
language sql immutable parallel safe
return (select coalesce(array_agg(distinct substr(line, at, n)), '{}')
          from generate_series(1, length(line)) at, generate_series(1, 3) n where at + n - 1 <= length(line));
create index customer_follows_grams on customer_follows using gin (word_grams(search));

-- The corp tags of a follow beside it, so that the planner knows how frequent each is. The rows of customer_follow_tags are what is
-- written; this follows them.
alter table customer_follows add column tag_ids text[] not null default '{}';
update customer_follows f set tag_ids = x.ids
  from (select corp_id, customer_id, member_id, array_agg(tag_id order by tag_id) ids from customer_follow_tags group by 1, 2, 3) x
 where x.corp_id = f.corp_id and x.customer_id = f.customer_id and x.member_id = f.member_id;
create index customer_follows_tags on customer_follows using gin (tag_ids);
create function keep_tag_ids() returns trigger language plpgsql as $$
begin
  -- Held first, in one order: whoever tags the same follow meanwhile is waited for, and then seen.
  perform 1 from customer_follows f join (select distinct corp_id, customer_id, member_id from written) w
    on f.corp_id = w.corp_id and f.customer_id = w.customer_id and f.member_id = w.member_id
   order by f.customer_id, f.member_id for update of f;
  update customer_follows f
     set tag_ids = array(select t.tag_id from customer_follow_tags t
                          where t.corp_id = f.corp_id and t.customer_id = f.customer_id and t.member_id = f.member_id order by 1)
    from (select distinct corp_id, customer_id, member_id from written) w
   where f.corp_id = w.corp_id and f.customer_id = w.customer_id and f.member_id = w.member_id;
  return null;
end $$;
create trigger customer_follow_tags_in after insert on customer_follow_tags
  referencing new table as written for each statement execute function keep_tag_ids();
create trigger customer_follow_tags_out after delete on customer_follow_tags
  referencing old table as written for each statement execute function keep_tag_ids();

-- The follows of the company at work, for questions. Under row-level security the planner may not touch the index of words before it has
-- looked at each row's company, because @> is not marked leakproof. A view reads as its owner, and takes the company from the unit of
-- work, never from the caller.
create view follows_here as
  select corp_id, customer_id, member_id, chat_id, state, remark, description, company, stage, personal, code_id, channel, added_at,
         last_at, muted_at, search, mobiles, seen_seq, tag_ids
    from customer_follows where corp_id = current_setting('teahouse.corp_id');
grant select on follows_here to teahouse_app;

-- What customers have in the company's own fields, one row a value: equal to one and between two are walks of an index.
create table customer_values (
  corp_id     text not null,
  customer_id text not null,
  field_id    text not null,
  value       text collate "C" not null, -- its first 200 characters; an option's id, a day as YYYY-MM-DD
  number      float8,                    -- of numbers
  primary key (corp_id, customer_id, field_id, value)
);
select corp_table('customer_values');
create index customer_values_value on customer_values (corp_id, field_id, value, customer_id);
create index customer_values_number on customer_values (corp_id, field_id, number, customer_id) where number is not null;
create statistics customer_values_often (mcv) on field_id, value from customer_values;

-- Written by the table itself, so that no writer of fields can forget it.
create function keep_customer_values() returns trigger language plpgsql as $$
begin
  delete from customer_values v where v.corp_id = new.corp_id and v.customer_id = new.id;
  insert into customer_values (corp_id, customer_id, field_id, value, number)
    select new.corp_id, new.id, k, left(x.t, 200), case when jsonb_typeof(v) = 'number' then (v #>> '{}')::float8 end
      from jsonb_each(new.fields) e (k, v)
     cross join lateral (select v #>> '{}' t where jsonb_typeof(v) <> 'array'
                         union all select jsonb_array_elements_text(v) where jsonb_typeof(v) = 'array') x
    on conflict do nothing;
  return null;
end $$;
create trigger customer_values_of_new after insert on customers for each row when (new.fields <> '{}') execute function keep_customer_values();
create trigger customer_values_of after update of fields on customers for each row when (new.fields <> old.fields) execute function keep_customer_values();
update customers set fields = fields || '{"?": 0}' where fields <> '{}';
update customers set fields = fields - '?' where fields ? '?';
drop index customers_fields;
