// Welcomes that programs keep; owners of groups take them over.
import { customerGroups } from '@teahouse/contract/customer-groups';
import type { AppId, GroupWelcomeId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';

/** `text` is what an owner takes over; the rest is as the program wrote it. */
export interface KeptWelcome extends Record<string, unknown> {
  text: string;
}

export async function countWelcomes(work: Work): Promise<number> {
  const [row] = await work.sql<{ n: number }>(
    'select count(*)::int n from group_welcomes where corp_id = $1',
    [work.corpId],
  );
  return row?.n ?? 0;
}

export async function keepWelcome(work: Work, madeBy: AppId, body: KeptWelcome): Promise<GroupWelcomeId> {
  const id = newId('gwl');
  await work.sql(
    'insert into group_welcomes (corp_id, id, made_by, body, created_at) values ($1, $2, $3, $4, $5)',
    [work.corpId, id, madeBy, JSON.stringify(body), work.now],
  );
  return id;
}

/** Fails with groups.welcome_not_found. */
export async function keptWelcome(work: Work, madeBy: AppId, id: string): Promise<KeptWelcome> {
  const [row] = await work.sql<{ body: KeptWelcome }>(
    'select body from group_welcomes where corp_id = $1 and id = $2 and made_by = $3',
    [work.corpId, id, madeBy],
  );
  return row?.body ?? fail('groups.welcome_not_found');
}

export async function changeWelcome(work: Work, madeBy: AppId, id: string, body: KeptWelcome): Promise<void> {
  await keptWelcome(work, madeBy, id);
  await work.sql('update group_welcomes set body = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    JSON.stringify(body),
  ]);
}

export async function dropWelcome(work: Work, madeBy: AppId, id: string): Promise<void> {
  await keptWelcome(work, madeBy, id);
  await work.sql('delete from group_welcomes where corp_id = $1 and id = $2', [work.corpId, id]);
}

export const listGroupWelcomes = implement(customerGroups.listGroupWelcomes, async (work) => ({
  welcomes: await work.sql<{ id: GroupWelcomeId; text: string }>(
    `select id, body->>'text' text from group_welcomes where corp_id = $1 and body->>'text' <> '' order by created_at desc limit 100`,
    [work.corpId],
  ),
}));
