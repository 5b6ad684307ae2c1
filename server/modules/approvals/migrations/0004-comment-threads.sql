-- A comment may answer another, and be answered with a sign.
alter table approval_comments add column reply_to uuid;
create table approval_comment_reactions (
  corp_id     text        not null,
  approval_id text        not null,
  cid         uuid        not null,
  member_id   text        not null,
  emoji       text        not null,
  at          timestamptz not null,
  primary key (corp_id, approval_id, cid, emoji, member_id)
);
select corp_table('approval_comment_reactions');
