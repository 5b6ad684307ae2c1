import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { serveSmtp, type SmtpDouble } from '../../testing/smtp-double/serve-smtp.ts';
import { openWorld, type World } from '../../testing/world.ts';

let world: World;
let smtp: SmtpDouble;
beforeAll(async () => {
  smtp = await serveSmtp();
  world = await openWorld({ env: { SMTP_URL: smtp.url, PUBLIC_URL: 'http://localhost:8080' } });
});
afterAll(async () => {
  await world.close();
  await smtp.close();
});

test('the link reaches the member by mail too; a mail that nobody takes does not stop it', async () => {
  const a = await world.company('茶行');
  const li = await a.hire('李', { email: 'li@tea.example' });
  const sent = await a.owner.call(identityAdmin.inviteMember, { memberId: li.id });
  expect(sent.body.mailed).toBe(true);
  expect(smtp.mails[0]?.to).toEqual(['li@tea.example']);
  expect(smtp.mails[0]?.text).toContain(sent.body.url);
  smtp.unknown.add('wu@tea.example');
  const wu = await a.hire('吴', { email: 'wu@tea.example' });
  const refused = await a.owner.call(identityAdmin.inviteMember, { memberId: wu.id });
  expect([refused.status, refused.body.mailed]).toEqual([200, false]);
  const chen = await a.hire('陈');
  expect((await a.owner.call(identityAdmin.inviteMember, { memberId: chen.id })).body.mailed).toBe(false);
});
