-- Which roles there are is the contract's to say; a list here as well had to be replaced with every new one.
alter table admins drop constraint admins_role_check;
alter table admins add constraint admins_role_check check (role ~ '^[a-z]{2,20}$');
