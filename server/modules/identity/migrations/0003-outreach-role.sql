alter table admins drop constraint admins_role_check;
alter table admins add constraint admins_role_check
  check (role in ('owner', 'system', 'security', 'audit', 'attendance', 'outreach'));
