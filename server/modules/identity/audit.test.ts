import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { system } from '../../kernel/work.ts';
import { openWorld, type World } from '../../testing/world.ts';
import { csvLine } from './csv.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the log is read newest first, page by page, and by actor, action and time', async () => {
  const a = await world.company('A');
  const aud = await a.hire('审');
  await a.appoint(aud, 'audit');
  for (let i = 0; i < 5; i++)
    await world.house.openWork(a.id, system, (w) =>
      w.audit({ action: 'test.did', actorId: a.owner.id, detail: { i } }),
    );
  const read = (input: object) => aud.call(identityAdmin.readAudit, input);
  const first = (await read({ action: 'test.', limit: 2 })).body;
  expect([first.entries.map((e) => e.detail['i']), first.more]).toEqual([[4, 3], true]);
  expect(first.entries[0]).toMatchObject({ actor: a.owner.id, actorName: '老板' });
  const next = (await read({ action: 'test.', limit: 10, before: first.entries[1]!.no })).body;
  expect([next.entries.map((e) => e.detail['i']), next.more]).toEqual([[2, 1, 0], false]);
  expect((await read({ actor: 'nobody' })).body.entries).toEqual([]);
  expect((await read({ from: new Date(Date.now() + 60_000).toISOString() })).body.entries).toEqual([]);
});

test('the chain is verified, and a changed, removed or cut-off entry is found', async () => {
  const a = await world.company('A');
  for (let i = 0; i < 6; i++)
    await world.house.openWork(a.id, system, (w) => w.audit({ action: 'test.did', detail: { i } }));
  const verify = async () => (await a.owner.call(identityAdmin.verifyAudit, {})).body.brokenAt;
  const owner = (text: string) => world.house.db.asOwner(text, [a.id]);
  expect(await verify()).toBeNull();
  await owner(`update audit_entries set detail = '{"i": 7}' where corp_id = $1 and no = 3`);
  expect(await verify()).toBe(3);
  await owner(`update audit_entries set detail = '{"i": 2}' where corp_id = $1 and no = 3`);
  expect(await verify()).toBeNull();
  await owner('delete from audit_entries where corp_id = $1 and no = 6');
  expect(await verify()).toBe(6);
  await owner('delete from audit_entries where corp_id = $1 and no = 2');
  // The first one that does not follow.
  expect(await verify()).toBe(3);
});

test('the export holds every entry in order, runs no formula, and is itself noted', async () => {
  const a = await world.company('A');
  const evil = '=HYPERLINK("http://evil.example","click")';
  await world.house.openWork(a.id, system, (w) => w.audit({ action: 'test.did', object: evil }));
  const answer = await a.owner.call(identityAdmin.exportAudit, {});
  const text = (answer.body as unknown as Buffer).toString();
  expect(String(answer.headers['content-type'])).toBe('text/csv; charset=utf-8');
  const lines = text.split('\r\n');
  expect(lines[0]).toBe('\uFEFFno,at,actor,actor name,action,object,detail,sha256');
  expect(lines.find((l) => l.includes('test.did'))).toContain(
    `"'=HYPERLINK(""http://evil.example"",""click"")"`,
  );
  expect(text).toContain('identity.audit_exported');
});

test('no cell of an export begins a formula', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '＝'])
    expect(csvLine([`${start}1+1`]).replace(/^"/, '')).toMatch(/^'/);
  expect(csvLine(['a,b', 'c"d', 1, ''])).toBe('"a,b","c""d",1,\r\n');
});
