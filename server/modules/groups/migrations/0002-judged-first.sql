-- What a rule stopped last: the same words again are answered the same, and count once.
alter table customer_group_people add column stopped_cid uuid;
