-- What pages say about themselves, per company: one company's questions never show in another's answers.
create table link_previews (
  corp_id     text        not null,
  id          text        not null,             -- SHA-256 of the URL without its fragment, hex
  url         text        not null,
  state       text        not null check (state in ('none', 'waiting', 'ready')),
  title       text        not null default '',
  description text        not null default '',
  site        text        not null default '',
  picture     bytea,                            -- webp of our own making, a few tens of KB
  asked_at    timestamptz not null,
  expires_at  timestamptz not null,
  primary key (corp_id, id)
);
select corp_table('link_previews');
create index link_previews_expired on link_previews (corp_id, expires_at);
create index link_previews_waiting on link_previews (corp_id) where state = 'waiting';
