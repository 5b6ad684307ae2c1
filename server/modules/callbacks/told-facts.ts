import type { Work } from '../../kernel/work.ts';
import { departmentFacts, memberFacts, type MemberSet, membersOfSet } from '../directory/index.ts';

const everybody: MemberSet = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

export type Facts = Record<string, unknown>;

/** Lays down who is here when the first app begins to listen: what stood before that day is no news. */
export async function learnCompany(work: Work): Promise<void> {
  const [known] = await work.sql('select from told_facts where corp_id = $1 limit 1', [work.corpId]);
  if (known) return;
  const members = await membersOfSet(work, everybody, 'all');
  for (const facts of [await memberFacts(work, everybody, members), await departmentFacts(work, everybody)])
    await work.sql(
      `insert into told_facts (corp_id, id, facts, added)
       select $1, f ->> 'id', f, false from jsonb_array_elements($2::jsonb) f on conflict do nothing`,
      [work.corpId, JSON.stringify(facts)],
    );
}

export type Difference =
  | { was: 'unknown' }
  | { was: 'known'; added: boolean; changed: string[]; before: Facts };

/**
 * What is different from what the outside was last told about this, which is noted as told. `added` says that its joining has been
 * told already. One of many at work: the row is held until the work is done.
 */
export async function tellFacts(
  work: Work,
  facts: Facts & { id: string },
  { joining }: { joining: boolean },
): Promise<Difference> {
  const [row] = await work.sql<{ facts: Facts; added: boolean }>(
    'select facts, added from told_facts where corp_id = $1 and id = $2 for update',
    [work.corpId, facts.id],
  );
  await work.sql(
    `insert into told_facts (corp_id, id, facts, added) values ($1, $2, $3, $4)
     on conflict (corp_id, id) do update set facts = excluded.facts, added = told_facts.added or excluded.added`,
    [work.corpId, facts.id, JSON.stringify(facts), joining],
  );
  if (!row) return { was: 'unknown' };
  const changed = Object.keys(facts).filter(
    (name) => JSON.stringify(facts[name]) !== JSON.stringify(row.facts[name]),
  );
  return { was: 'known', added: row.added, changed, before: row.facts };
}

/** What was last told, which is forgotten: it is gone. Undefined where that has been told too. */
export async function forgetFacts(work: Work, id: string): Promise<Facts | undefined> {
  const [row] = await work.sql<{ facts: Facts }>(
    'delete from told_facts where corp_id = $1 and id = $2 returning facts',
    [work.corpId, id],
  );
  return row?.facts;
}
