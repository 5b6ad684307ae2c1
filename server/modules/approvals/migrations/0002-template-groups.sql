-- Where a template stands in the list of forms, and who besides administrators may change it.
alter table approval_templates add column section text not null default '';
alter table approval_templates add column managers text[] not null default '{}';
