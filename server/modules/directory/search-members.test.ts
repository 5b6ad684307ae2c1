import { directory } from '@teahouse/contract/directory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system, type Work } from '../../kernel/work.ts';
import { fillCompany } from '../../testing/large-company.ts';
import { type Company, openWorld, type World } from '../../testing/world.ts';
import { findMembers } from './search-members.ts';

let world: World;
let corp: Company;
beforeAll(async () => {
  world = await openWorld();
  corp = await world.company();
});
afterAll(() => world.close());

const find = async (q: string) =>
  (await corp.owner.call(directory.searchMembers, { q })).body.members.map((m) => m.name);

test('a colleague is found by name, pinyin, initials, both mixed, alias, userid, mobile and mail', async () => {
  await corp.hire('张伟', { userid: 'E-0042', mobile: '13912345678', email: 'wei.zhang@example.com' });
  await corp.hire('欧阳娜娜', { userid: 'nana' });
  await corp.hire('Anna-Lena Weber', { userid: 'aw' });
  for (const q of [
    '张伟',
    '张',
    '伟',
    'zhangwei',
    'ZHANG',
    'wei',
    'zw',
    'zhang伟',
    '张w',
    'z伟',
    '张 伟',
    'e-00',
    '1391',
    '5678',
    'wei.z',
  ])
    expect([q, await find(q)]).toEqual([q, expect.arrayContaining(['张伟'])]);
  for (const q of ['ouyang', 'oynn', '娜娜', '阳娜']) expect([q, await find(q)]).toEqual([q, ['欧阳娜娜']]);
  for (const q of ['anna', 'weber', 'anna lena', 'alw'])
    expect([q, await find(q)]).toEqual([q, ['Anna-Lena Weber']]);
  for (const q of ['zhang芳', '李', '%', '_', '999']) expect([q, await find(q)]).toEqual([q, []]);
});

test('after a change a member is found by the new facts alone', async () => {
  const { directoryAdmin } = await import('@teahouse/contract/directory-admin');
  const lin = await corp.hire('林旧名', { mobile: '13900001111' });
  await corp.owner.call(directoryAdmin.changeMember, {
    memberId: lin.id,
    name: '林新',
    alias: 'Forest',
    mobile: null,
  });
  expect(await find('林新')).toEqual(['林新']);
  expect(await find('forest')).toEqual(['林新']);
  expect(await find('旧名')).toEqual([]);
  expect(await find('13900001111')).toEqual([]);
});

test('in a large company a search reads a bounded piece of one index', async () => {
  const big = await world.company('大茶馆');
  await fillCompany(world, big, { members: 20_000, departments: 1_000 });
  const plans = await world.house.openWork(big.id, system, async (work) => {
    const asked: { text: string; values: readonly unknown[] }[] = [];
    const listening = Object.create(work, {
      sql: {
        value: (text: string, values: readonly unknown[]) => {
          asked.push({ text, values });
          return work.sql(text, values);
        },
      },
    }) as Work;
    for (const q of ['z', '张', 'zhang伟', '1300'])
      expect(await findMembers(listening, q, 20, `m.status = 'active'`, [big.id])).toHaveLength(20);
    return await Promise.all(
      asked.map(async ({ text, values }) => {
        const rows = await work.sql<{ 'QUERY PLAN': unknown }>(
          `explain (analyze, format json) ${text}`,
          values,
        );
        return nodesOf(rows[0]!['QUERY PLAN']);
      }),
    );
  });
  for (const nodes of plans) {
    expect(nodes.some((n) => n['Index Name'] === 'member_keys_pkey')).toBe(true);
    expect(nodes.filter((n) => n['Node Type'] === 'Seq Scan')).toEqual([]);
    // 160 keys are wanted for 20 people; however many would match, no more are read than a small multiple.
    for (const n of nodes) expect(Number(n['Actual Rows'])).toBeLessThan(1_000);
  }
});

type Node = Record<string, unknown>;
function nodesOf(plan: unknown): Node[] {
  const root = (plan as { Plan: Node }[])[0]!.Plan;
  const all: Node[] = [];
  const walk = (node: Node) => {
    all.push(node);
    for (const child of (node['Plans'] as Node[] | undefined) ?? []) walk(child);
  };
  walk(root);
  return all;
}
