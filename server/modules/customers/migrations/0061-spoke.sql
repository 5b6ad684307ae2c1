-- When the customer said something in this chat for the first time.
alter table customer_follows add column spoke_at timestamptz;
update customer_follows f set spoke_at = f.last_at
 where exists (select from chat_entries e where e.corp_id = f.corp_id and e.chat_id = f.chat_id and e.sender_id = f.customer_id and e.event = 'msg');
