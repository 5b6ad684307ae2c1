import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeXlsx } from '../../server/modules/directory/index.ts';
import { company420 } from '../../server/testing/company-420.ts';
import { openWorld, type World } from '../../server/testing/world.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
let dir: string;
let world: World;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'teahouse-members-'));
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  await rm(dir, { recursive: true, force: true });
});

/** Calls the command beside the running server of the test world; the answer is its one JSON object. */
function teahouse(...words: string[]): Promise<{ code: number | null; answer: never; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(checkout, 'cli', 'teahouse.mjs'), ...words, '--json'], {
      cwd: checkout,
      env: { ...process.env, DATA_DIR: dir, DATABASE_URL: world.databaseUrl },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code) => resolve({ code, answer: JSON.parse(out) as never, err }));
  });
}

interface Imported {
  added: number;
  faults: { row: number; column: string; code: string; text: string }[];
}

test('a company is created, imported and listed by commands', { timeout: 120_000 }, async () => {
  const owner = [
    '--owner-name',
    '老板',
    '--owner-email',
    'boss@shop.example',
    '--password',
    'oolong-spring-7421',
  ];
  const corp = await teahouse('corp', 'create', '--name', '茶馆', ...owner);
  const { corpId, ownerId } = corp.answer as { corpId: string; ownerId: string };
  expect([corpId.slice(0, 5), ownerId.slice(0, 4), corp.code]).toEqual(['corp_', 'mbr_', 0]);

  const { rows, mended, faults } = company420('茶馆');
  const [faulty, good] = [join(dir, 'faulty.xlsx'), join(dir, 'good.xlsx')];
  await writeFile(faulty, writeXlsx(rows));
  await writeFile(good, writeXlsx(mended));
  const list = async () =>
    ((await teahouse('members', 'list', '--corp', corpId)).answer as { members: Record<string, unknown>[] })
      .members;

  const dry = await teahouse('members', 'import', faulty, '--corp', corpId, '--dry-run');
  expect([dry.code, (dry.answer as Imported).added]).toEqual([0, 409]);
  expect((dry.answer as Imported).faults.map(({ row, column, code }) => ({ row, column, code }))).toEqual(
    faults,
  );
  const refused = await teahouse('members', 'import', faulty, '--corp', corpId);
  expect([refused.code, (refused.answer as Imported).added]).toEqual([1, 0]);
  expect(await list()).toHaveLength(1);

  const done = await teahouse('members', 'import', good, '--corp', corpId);
  expect(done).toMatchObject({
    code: 0,
    answer: { added: 420, changed: 0, left: 0, unchanged: 0, faults: [] },
  });
  const again = await teahouse('members', 'import', good, '--corp', corpId);
  expect(again.answer).toEqual({ added: 0, changed: 0, left: 0, unchanged: 420, faults: [] });
  const members = await list();
  expect(members).toHaveLength(421);
  expect(members.find((m) => m['userid'] === '00007')).toMatchObject({
    name: mended[9]![0],
    departments: [mended[9]![4]],
    mobile: mended[9]![6],
    email: mended[9]![8],
    status: 'invited',
  });

  const nobody = await teahouse('members', 'list', '--corp', 'corp_none');
  expect([nobody.code, nobody.err]).toEqual([1, 'There is no company with the id corp_none.\n']);
});
