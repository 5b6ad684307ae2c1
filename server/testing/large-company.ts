import type { CorpId, DepartmentId } from '@teahouse/contract/ids';
import { system } from '../kernel/work.ts';
import type { World } from './world.ts';

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文玉兰红'];

/**
 * Fills a company with many members and departments by plain SQL, each member in one leaf department, with the keys they are
 * found by. Uses the same key function as the product, once per distinct name.
 */
export async function fillCompany(
  world: World,
  corp: { id: CorpId; rootId: DepartmentId },
  size: { members: number; departments: number },
): Promise<void> {
  const { searchKeys } = await import('../modules/directory/search-keys.ts');
  const { countAnew } = await import('../modules/directory/count-members.ts');
  const { spellingOf } = await import('../modules/directory/spelling.ts');
  const q = (text: string, values: unknown[]) => world.house.db.asOwner(text, values);
  const branches = Math.max(1, Math.ceil(size.departments / 100));
  // A hundred departments under each branch, so the tree is wide and three deep.
  await q(
    `insert into departments (corp_id, id, no, name, parent_id, path, created_at)
     select $1, 'dep_branch' || lpad(b::text, 4, '0'), 1000000 + b, '分公司' || b, $2, '/' || $2 || '/dep_branch' || lpad(b::text, 4, '0') || '/', now() from generate_series(1, $3::int) b`,
    [corp.id, corp.rootId, branches],
  );
  await q(
    `insert into departments (corp_id, id, no, name, parent_id, path, created_at)
     select $1, 'dep_leaf' || lpad(i::text, 6, '0'), 2 + i, '部门' || i, 'dep_branch' || lpad((1 + i % $3::int)::text, 4, '0'),
            '/' || $2 || '/dep_branch' || lpad((1 + i % $3::int)::text, 4, '0') || '/dep_leaf' || lpad(i::text, 6, '0') || '/', now()
       from generate_series(0, $4::int - 1) i`,
    [corp.id, corp.rootId, branches, size.departments - branches],
  );
  const STEP = 5_000;
  for (let from = 0; from < size.members; from += STEP) {
    const people = Array.from({ length: Math.min(STEP, size.members - from) }, (_, k) => {
      const i = from + k;
      const name =
        SURNAMES[i % 20]! + GIVEN[Math.floor(i / 20) % 29]! + (i % 3 ? GIVEN[Math.floor(i / 580) % 29]! : '');
      const userid = `m${String(i).padStart(6, '0')}`;
      const mobile = `13${String(i).padStart(9, '0')}`;
      const id = `mbr_${String(i).padStart(8, '0')}`;
      return { id, name, userid, mobile, alias: '', email: `${userid}@big.example`, ...spellingOf(name) };
    });
    const column = (key: 'id' | 'name' | 'userid' | 'mobile' | 'email' | 'pinyin' | 'initials') =>
      people.map((p) => p[key]);
    await q(
      `insert into members (corp_id, id, name, userid, mobile, email, pinyin, initials, status, created_at, changed_at)
       select $1, *, 'active', now(), now() from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])`,
      [corp.id, ...(['id', 'name', 'userid', 'mobile', 'email', 'pinyin', 'initials'] as const).map(column)],
    );
    const keys = people.flatMap((p) => searchKeys(p).map((key) => [key, p.id]));
    await q(
      'insert into member_keys (corp_id, key, member_id) select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing',
      [corp.id, keys.map(([key]) => key), keys.map(([, id]) => id)],
    );
    await q(
      `insert into department_members (corp_id, department_id, member_id, main)
       select $1, 'dep_leaf' || lpad(((row_number() over () + $3 - 1) % $4)::text, 6, '0'), id, true from unnest($2::text[]) id`,
      [corp.id, column('id'), from, size.departments - branches],
    );
  }
  await world.house.openWork(corp.id, system, countAnew);
  for (const table of ['members', 'member_keys', 'departments', 'department_members'])
    await q(`analyze ${table}`, []);
}
