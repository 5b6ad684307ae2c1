import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identity } from '@teahouse/contract/identity';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { system } from '../../kernel/work.ts';
import { serveSmtp, type SmtpDouble } from '../../testing/smtp-double/serve-smtp.ts';
import { type Company, openWorld, type World } from '../../testing/world.ts';

let world: World;
let smtp: SmtpDouble;
let tea: Company;
beforeAll(async () => {
  smtp = await serveSmtp();
  world = await openWorld({ env: { SMTP_URL: smtp.url, PUBLIC_URL: 'https://tea.example' } });
  tea = await world.company('清风茶业');
});
afterAll(async () => {
  await world.close();
  await smtp.close();
});

const ask = (email: string) => world.stranger(identity.forgotPassword, { email });
const mailsTo = (email: string) => smtp.mails.filter((m) => m.to.includes(email));
const keyIn = (text = '') => /\/welcome\/([\w-]+)/.exec(text)?.[1] ?? '';
const choose = (key: string, password = 'bamboo whisk 17') =>
  world.stranger(identity.acceptInvitation, { key, password });
/** The follow-up begins after the answer, so it is waited for. */
const mailed = (email: string, count = 1) =>
  vi.waitFor(
    async () => {
      await world.settle();
      expect(mailsTo(email)).toHaveLength(count);
      return mailsTo(email).at(-1)!.text;
    },
    { timeout: 10_000, interval: 50 },
  );

test('the link replaces the password once, and signs every device out', async () => {
  const li = await tea.hire('李', { email: 'Li@tea.example' });
  expect((await li.call(identity.me, {})).status).toBe(200);
  const asked = await ask('li@TEA.example');
  expect([asked.status, asked.body]).toEqual([200, {}]);
  const text = await mailed('Li@tea.example');
  expect(text).toContain('https://tea.example/welcome/');
  expect(text).toContain('清风茶业');
  expect((await choose(keyIn(text))).body).toEqual({ state: 'done' });
  expect((await li.call(identity.me, {})).status).toBe(401);
  const login = { login: 'li@tea.example', password: 'bamboo whisk 17' };
  expect((await world.stranger(identity.signIn, login)).body).toEqual({ state: 'done' });
  expect((await choose(keyIn(text), 'another whisk 18')).status).toBe(404);
  const { entries } = (await tea.owner.call(identityAdmin.readAudit, {})).body;
  expect(entries.filter((e) => e.object === li.id).map((e) => e.action)).toEqual(
    expect.arrayContaining(['identity.password_reset_asked', 'identity.password_chosen']),
  );
});

test('an address of nobody, of somebody who left, or only an account name hears the same and gets no mail', async () => {
  await tea.hire('吴', { userid: 'wu@tea.example', email: 'real-wu@tea.example' });
  const gone = await tea.hire('郑', { email: 'zheng@tea.example' });
  await world.house.openWork(tea.id, system, (work) =>
    work.sql(`update members set status = 'left' where corp_id = $1 and id = $2`, [tea.id, gone.id]),
  );
  for (const email of ['nobody@tea.example', 'wu@tea.example', 'zheng@tea.example']) {
    const { status, body } = await ask(email);
    expect([status, body]).toEqual([200, {}]);
  }
  await tea.hire('陈', { email: 'chen@tea.example' });
  await ask('chen@tea.example');
  await mailed('chen@tea.example');
  const all = smtp.mails.flatMap((m) => m.to);
  for (const email of ['nobody@tea.example', 'wu@tea.example', 'real-wu@tea.example', 'zheng@tea.example'])
    expect(all).not.toContain(email);
});

test('the link is dead after thirty minutes', async () => {
  await tea.hire('何', { email: 'he@tea.example' });
  await ask('he@tea.example');
  const text = await mailed('he@tea.example');
  world.clock.now = new Date(Date.now() + 31 * 60_000);
  expect((await choose(keyIn(text))).status).toBe(404);
  world.clock.now = new Date();
});

test('an address is asked about three times an hour, whether it exists or not', async () => {
  await tea.hire('孙', { email: 'sun@tea.example' });
  for (const email of ['sun@tea.example', 'ghost@tea.example']) {
    for (let i = 0; i < 3; i++) expect((await ask(email)).status).toBe(200);
    const { status, body } = await ask(email);
    expect([status, body.error?.code]).toEqual([429, 'identity.reset_asked_often']);
  }
  await mailed('sun@tea.example', 3);
});

test('a company that wants no passwords sends no links, except to its owner', async () => {
  const house = await world.company('墨香茶行');
  await house.hire('苏', { email: 'su@ink.example' });
  await world.house.openWork(house.id, system, (work) =>
    work.sql(
      `insert into sign_in_policies (corp_id, second_factor, session_hours, idle_minutes, ways, admin_networks)
       values ($1, 'optional', 24, 60, '{passkey,sso}', '{}')`,
      [house.id],
    ),
  );
  await house.appoint(await house.hire('墨', { email: 'mo@ink.example' }), 'owner');
  await ask('su@ink.example');
  await ask('mo@ink.example');
  await mailed('mo@ink.example');
  expect(mailsTo('su@ink.example')).toEqual([]);
});

test('without a mail server the page is told so, and nothing is promised', async () => {
  expect((await world.stranger(identity.signInWays, {})).body.resetByMail).toBe(true);
  const plain = await openWorld();
  try {
    expect((await plain.stranger(identity.signInWays, {})).body.resetByMail).toBe(false);
    const refused = await plain.stranger(identity.forgotPassword, { email: 'li@tea.example' });
    expect([refused.status, refused.body.error?.code]).toEqual([409, 'identity.no_reset_by_mail']);
  } finally {
    await plain.close();
  }
});
