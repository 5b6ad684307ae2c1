-- Where the words stand, newest first, in the chats of one reader. Under row-level security the planner may not touch the index of
-- words before it has looked at each row's company, because the operator @@ is not marked leakproof; over a million messages that is
-- seconds. So this one question runs as the owner, names the company itself and takes it from the unit of work, never from the caller.
create function search_rows(
  wanted tsquery, reader text, in_chat text, of_kind text, below timestamptz, most int
) returns table (chat_id text, seq bigint, at timestamptz)
language plpgsql stable security definer rows 40
set search_path = public
set plan_cache_mode = force_custom_plan  -- how frequent the words are decides the plan
set max_parallel_workers_per_gather = 0
as $$
declare
  corp text := current_setting('teahouse.corp_id');
begin
  return query
    select s.chat_id, s.seq, s.at from message_search s
     where s.corp_id = corp and s.tok @@ wanted
       and exists (select from chat_seats t where t.corp_id = corp and t.chat_id = s.chat_id and t.member_id = reader)
       and (in_chat is null or s.chat_id = in_chat)
       and (of_kind = 'any' or s.kind = of_kind)
       and (below is null or s.at < below)
     order by s.at desc limit most;
end $$;
revoke all on function search_rows(tsquery, text, text, text, timestamptz, int) from public;
grant execute on function search_rows(tsquery, text, text, text, timestamptz, int) to teahouse_app;
