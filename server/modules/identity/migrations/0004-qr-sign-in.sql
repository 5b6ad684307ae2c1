alter table sessions drop constraint sessions_way_check;
alter table sessions add constraint sessions_way_check check (way in ('password', 'passkey', 'sso', 'invitation', 'qr'));
