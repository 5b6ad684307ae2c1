import type pg from 'pg';
import { searchWords } from '../server/modules/customers/search-words.ts';
import type { Seeded } from '../server/testing/seed-corp.ts';
import { range } from './stage.ts';

const families = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
);
const given = Array.from(
  '伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰建国文辉力晓雨佳欣子涵浩宇梓轩思远',
);
const companies = ['甲公司', '乙商贸', '南山科技', '福田设计', '罗湖物流', ''];

/**
 * Writes `total` customers with 1.3 times as many follows straight into the company: member 0 has 2,000, the others the rest. Five in a
 * hundred are half of a merged person. Tags, stages, fields and codes run from a third of everybody to one in thousands. Says what it wrote.
 */
export async function fillCustomers(
  db: pg.Client,
  { corpId, members }: Seeded,
  total: number,
): Promise<string> {
  let seed = 7;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const ask = (text: string, values: unknown[] = []) => db.query(text, [corpId, ...values]);
  await ask(
    `insert into departments (corp_id, id, parent_id, no, path, name, sort, created_at)
     select $1, 'dep_bench', id, 2, path || 'bench/', 'Bench', 0, now() from departments where corp_id = $1 and parent_id is null`,
  );
  await ask(
    `insert into department_members (corp_id, department_id, member_id, main) select $1, 'dep_bench', unnest($2::text[]), false`,
    [members.slice(40, 45).map((m) => m.id)],
  );
  await ask(
    `insert into admins (corp_id, member_id, role, departments, since) values ($1, $2, 'owner', null, now()), ($1, $3, 'system', '{dep_bench}', now())`,
    [members[1]!.id, members[2]!.id],
  );
  await ask(
    `insert into customer_tag_groups (corp_id, id, name, created_at) values ($1, 'ctgg_bench', 'Bench', now())`,
  );
  await ask(
    `insert into customer_tags (corp_id, id, group_id, name, created_at) select $1, 'ctg_bench' || i, 'ctgg_bench', 'T' || i, now() from generate_series(0, 9) i`,
  );
  const options = JSON.stringify(range(0, 5).map((i) => ({ id: `cfd_o${i}`, name: `O${i}` })));
  for (const kind of ['choice', 'number', 'date', 'text'])
    await ask(
      `insert into customer_fields (corp_id, id, name, kind, options, sort, created_at) values ($1, 'cfd_bench' || $2, $2, $2, $3, 0, now())`,
      [kind, kind === 'choice' ? options : '[]'],
    );
  await ask(
    `insert into contact_codes (corp_id, id, code, name, kind, made_by, welcome, created_at)
     select $1, 'ccd_bench' || lpad(i::text, 2, '0'), 'bench' || i, 'Code ' || i, 'member', $2, '{}', now() from generate_series(0, 19) i`,
    [members[1]!.id],
  );
  const from = Date.parse('2025-01-01');
  const step = Math.floor((Date.parse('2026-11-01') - from) / (total * 1.3));
  const pick = <T>(of: readonly T[]) => of[Math.min(random(of.length), random(of.length))]!;
  let follows = 0;
  for (let done = 0; done < total; done += 5_000) {
    const people = range(done, Math.min(total, done + 5_000)).map((i) => {
      const n = random(100_000);
      const name =
        i % 1_000 === 777
          ? '欧阳晓雨'
          : pick(families) + pick(given) + (random(3) ? pick(given) : i % 20_000 === 5 ? '嬛' : '');
      const fields = {
        cfd_benchchoice: `cfd_o${n % 3 === 0 ? 0 : n % 2_000 === 1 ? 4 : 1 + (n % 3)}`,
        cfd_benchnumber: random(10_000),
        cfd_benchdate: new Date(from + random(365) * 86_400_000).toISOString().slice(0, 10),
        cfd_benchtext: `粤B${i % 1_000}`,
      };
      const id = `cus_bench${String(i).padStart(7, '0')}`;
      return {
        i,
        id,
        root: i % 20 === 19 ? `cus_bench${String(i - 1).padStart(7, '0')}` : id,
        name,
        mobile: `138${String(i).padStart(8, '0')}`,
        fields,
      };
    });
    await ask(
      `insert into customers (corp_id, id, root_id, name, mobile, created_at, fields)
       select $1, id, root, name, mobile, now(), f from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[]) u (id, root, name, mobile, f)`,
      [
        people.map((p) => p.id),
        people.map((p) => p.root),
        people.map((p) => p.name),
        people.map((p) => p.mobile),
        people.map((p) => JSON.stringify(p.fields)),
      ],
    );
    const pairs = people.flatMap((p) =>
      range(0, p.i % 10 < 3 ? 2 : 1).map((k) => {
        const no = follows++;
        const company = pick(companies);
        const remark = random(4) === 0 ? `老客户${no % 5_000}` : '';
        return {
          id: p.id,
          member: members[k === 0 && p.i % 50 === 0 ? 0 : 3 + ((p.i + k * 7) % (members.length - 3))]!.id,
          chat: `chat_bench${no}`,
          at: new Date(from + no * step),
          stage: no % 500 === 3 ? 'won' : ['new', 'talking', 'intent', 'lost', 'new'][random(5)]!,
          code: `ccd_bench${String(random(20)).padStart(2, '0')}`,
          company,
          remark,
          search: searchWords({ name: p.name, remark, company, mobile: p.mobile, mobiles: [], email: null }),
        };
      }),
    );
    await ask(
      `insert into customer_follows (corp_id, customer_id, member_id, chat_id, state, stage, code_id, company, remark, search, added_at, last_at)
       select $1, c, m, chat, 'following', stage, code, company, remark, search, at, at
         from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[])
              u (c, m, chat, stage, code, company, remark, search, at)`,
      [
        pairs.map((p) => p.id),
        pairs.map((p) => p.member),
        pairs.map((p) => p.chat),
        pairs.map((p) => p.stage),
        pairs.map((p) => p.code),
        pairs.map((p) => p.company),
        pairs.map((p) => p.remark),
        pairs.map((p) => p.search),
        pairs.map((p) => p.at),
      ],
    );
    const tags = pairs.flatMap((p) =>
      [3, 5, 7, 10, 20, 50, 100, 200, 500, 1_000].flatMap((often, t) =>
        random(often) === 0 ? [{ ...p, tag: `ctg_bench${t}` }] : [],
      ),
    );
    await ask(
      'insert into customer_follow_tags (corp_id, customer_id, member_id, tag_id) select $1, * from unnest($2::text[], $3::text[], $4::text[])',
      [tags.map((t) => t.id), tags.map((t) => t.member), tags.map((t) => t.tag)],
    );
  }
  await db.query('vacuum analyze');
  return `${total} customers, ${follows} follows of ${members.length} members`;
}
