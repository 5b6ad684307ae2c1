import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { type ImportState, memberImport } from '@teahouse/contract/member-import';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { company420 } from '../../../testing/company-420.ts';
import { openWorld, type Person, type World } from '../../../testing/world.ts';
import { readSheet } from './read-table.ts';
import { writeCsv, writeXlsx } from './write-xlsx.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function upload(person: Person, file: Uint8Array | string) {
  const answer = await world.house.http.inject({
    method: 'POST',
    url: `/api/admin/imports?fileName=${encodeURIComponent('成员.xlsx')}`,
    headers: { cookie: person.cookie, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(file),
  });
  return { status: answer.statusCode, body: answer.json() as ImportState & { error: { code: string } } };
}

/** The page asks again and again, too. */
async function finished(person: Person, importId: ImportState['id']) {
  for (;;) {
    const state = await person.call(memberImport.getImport, { importId });
    if (state.body.state !== 'applying') return state;
    await world.settle();
  }
}

test('faults are shown, mended cell by cell, and the import runs in the background with progress', async () => {
  const corp = await world.company('茶馆');
  const { rows, mended, faults } = company420('茶馆');
  const up = await upload(corp.owner, writeXlsx(rows));
  expect(up.body.counts).toMatchObject({ rows: 420, added: 409, changed: 0, left: 0, faults: 11 });
  expect(up.body.faults.map(({ row, column, code }) => ({ row, column, code }))).toEqual(faults);
  const importId = up.body.id;
  const early = await corp.owner.call(memberImport.startImport, { importId });
  expect(early.body.error?.code).toBe('directory.import_faulty');

  const cells = up.body.faults.map((f) => ({
    row: f.row,
    index: f.index!,
    value: mended[f.row - 1]![f.index!]!,
  }));
  const fixed = await corp.owner.call(memberImport.changeImport, { importId, cells });
  expect(fixed.body.counts).toMatchObject({ added: 420, faults: 0, departments: 96 });
  expect((await corp.owner.call(memberImport.startImport, { importId })).status).toBe(200);
  const twice = await corp.owner.call(memberImport.startImport, { importId });
  expect(twice.body.error?.code).toBe('directory.import_under_way');
  const done = await finished(corp.owner, importId);
  expect(done.body).toMatchObject({ state: 'done', progress: { done: 420, total: 420 } });
  expect((await corp.owner.call(directoryAdmin.getCorp, {})).body.members).toBe(421);
  const [entry] = await world.house.openWork(corp.id, system, (w) =>
    w.sql<{ actor: string }>(
      `select actor from audit_entries where corp_id = $1 and action = 'directory.members_imported'`,
      [corp.id],
    ),
  );
  expect(entry?.actor).toBe(corp.owner.id);
});

test('an import that no longer fits the company fails with the reason and writes nothing', async () => {
  const corp = await world.company();
  const up = await upload(
    corp.owner,
    writeCsv([
      ['姓名', '账号', '手机'],
      ['甲', 'a', '13800000001'],
      ['乙', 'b', ''],
    ]),
  );
  const importId = up.body.id;
  await corp.hire('丙', { mobile: '13800000001' });
  await corp.owner.call(memberImport.startImport, { importId });
  const state = await finished(corp.owner, importId);
  expect(state.body).toMatchObject({ state: 'failed', error: 'directory.import_faulty' });
  expect((await corp.owner.call(directoryAdmin.getCorp, {})).body.members).toBe(2);
  const again = await corp.owner.call(memberImport.changeImport, { importId });
  expect(again.body).toMatchObject({ state: 'preview', counts: { faults: 1 } });
});

test('who administers a part of the company cannot import, and strangers cannot look', async () => {
  const corp = await world.company();
  const other = await world.company();
  const up = await upload(
    corp.owner,
    writeCsv([
      ['姓名', '账号'],
      ['甲', 'a'],
    ]),
  );
  const foreign = await other.owner.call(memberImport.getImport, { importId: up.body.id });
  expect(foreign.body.error?.code).toBe('directory.import_not_found');
  const branch = await corp.hire('分管');
  await world.house.openWork(corp.id, system, (w) =>
    w.sql('insert into admins (corp_id, member_id, role, departments, since) values ($1, $2, $3, $4, $5)', [
      corp.id,
      branch.id,
      'system',
      [corp.rootId],
      w.now,
    ]),
  );
  expect((await upload(branch, 'name,account\na,b\n')).body.error.code).toBe('directory.outside_scope');
  const lin = await corp.hire('林');
  expect((await upload(lin, 'name,account\na,b\n')).status).toBe(403);
  expect((await upload(corp.owner, 'no table')).body.error.code).toBe('directory.import_no_header');
});

test('the templates are tables that the import reads', async () => {
  const corp = await world.company();
  for (const kind of ['xlsx', 'csv'] as const)
    for (const locale of ['zh', 'en'] as const) {
      const answer = await world.house.http.inject({
        url: `/api/admin/import-template?kind=${kind}&locale=${locale}`,
        headers: { cookie: corp.owner.cookie },
      });
      const { header, rows } = await readSheet(answer.rawPayload, []);
      expect(Object.keys(header.at)).toHaveLength(12);
      expect([header.ignored, rows]).toEqual([[], []]);
    }
});
