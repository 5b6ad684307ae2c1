-- A file that is still arriving. Its parts are kept apart and never written again, so two senders at once cannot mix bytes.
create table uploads (
  corp_id     text        not null,
  id          text        not null,
  file_id     text        not null,            -- what it will be called once whole
  uploader_id text        not null,
  name        text        not null,
  size        bigint      not null,
  received    bigint      not null default 0,  -- bytes kept without a gap; moves only from the value its sender saw
  touched_at  timestamptz not null,
  finished_at timestamptz,
  primary key (corp_id, id)
);
select corp_table('uploads');
create index uploads_uploader on uploads (corp_id, uploader_id) where finished_at is null;

create table upload_parts (
  corp_id   text   not null,
  upload_id text   not null,
  start     bigint not null,
  size      bigint not null,
  blob      text   not null,
  primary key (corp_id, upload_id, start)
);
select corp_table('upload_parts');

-- A row exists only after every byte of its blob is durable. One blob per file: removing a file never asks who else has it.
create table files (
  corp_id     text        not null,
  id          text        not null,
  uploader_id text        not null,
  name        text        not null,
  size        bigint      not null,
  mime        text        not null,            -- read from the bytes
  kind        text        not null check (kind in ('image', 'video', 'audio', 'pdf', 'other')),
  width       int,
  height      int,
  sha         text        not null,            -- SHA-256 of the bytes, hex
  created_at  timestamptz not null,
  removed_at  timestamptz,                     -- its bytes go with the next sweep
  primary key (corp_id, id)
);
select corp_table('files');
create index files_uploader on files (corp_id, uploader_id, created_at);
create index files_removed on files (corp_id, removed_at) where removed_at is not null;

-- Where a file was shown: whoever may look into the place may see the file.
create table file_places (
  corp_id    text        not null,
  file_id    text        not null,
  place_kind text        not null,
  place_id   text        not null,
  since      timestamptz not null,
  uses       int         not null default 1,   -- how often it is shown there; at none the place is gone
  primary key (corp_id, file_id, place_kind, place_id)
);
select corp_table('file_places');
create index file_places_place on file_places (corp_id, place_kind, place_id, since);
